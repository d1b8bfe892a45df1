# The real program, in a real terminal, on real machines.
e2e_tests = tests/e2e-workshop.sh tests/e2e-screen.sh tests/e2e-commands.sh tests/e2e-verbs.sh \
	tests/e2e-robust.sh tests/e2e-root.sh tests/e2e-kills.sh tests/e2e-links.sh \
	tests/e2e-doctor.sh tests/e2e-advice.sh tests/e2e-screenpane.sh tests/e2e-pixels.sh \
	tests/e2e-console.sh tests/e2e-consoles.sh tests/e2e-fullscreen.sh tests/e2e-guests.sh \
	tests/e2e-language.sh tests/e2e-author.sh
TESTS += $(e2e_tests)
EXTRA_DIST += $(e2e_tests) tests/e2e-lib.sh tests/noisy.S tests/fixtures/links.md \
	tests/fixtures/make-guests

# test-vm-qemu locks the numbers of all terminals for a while, as another user's
# daemon may; tests that use virsh's console come after it, also with make -j.
if HAVE_CMOCKA
tests/e2e-workshop.sh.log: tests/test-vm-qemu.log
tests/e2e-console.sh.log: tests/test-vm-qemu.log
tests/e2e-consoles.sh.log: tests/test-vm-qemu.log
tests/e2e-fullscreen.sh.log: tests/test-vm-qemu.log
tests/e2e-verbs.sh.log: tests/test-vm-qemu.log
tests/e2e-commands.sh.log: tests/test-vm-qemu.log
endif
