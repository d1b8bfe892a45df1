#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# Where lessons/guests/make-guests would get its packages from, on hosts with
# several sources; what it finds in packages of older and newer releases; and
# what it says of itself.  Nothing is downloaded: each mirror here is a port of
# this host where nobody listens, and for the rest stand-ins for apt and dpkg
# have packages that are folders.  Writes TAP.

LC_ALL=C
export LC_ALL
unset IMITATION_MIRROR http_proxy https_proxy all_proxy

script=${top_srcdir:-.}/lessons/guests/make-guests
for tool in apt-get dpkg-deb cpio gzip readelf; do
	if ! command -v "$tool" >/dev/null 2>&1; then
		echo "1..0 # SKIP there is no $tool"
		exit 77
	fi
done
keys=/usr/share/keyrings/debian-archive-keyring
if ! test -e $keys.gpg && ! test -e $keys.pgp; then
	echo "1..0 # SKIP there is no debian-archive-keyring"
	exit 77
fi

dir=$(mktemp -d "${TMPDIR:-/tmp}/make-guests-test.XXXXXX") || exit 1
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' HUP INT TERM

tests=0
failures=0
result() { # STATUS NAME
	tests=$((tests + 1))
	if test "$1" -eq 0; then
		echo "ok $tests - $2"
	else
		echo "not ok $tests - $2"
		failures=$((failures + 1))
	fi
}

# A host's sources are in $dir/etc, and apt is asked for them there.
mkdir -p "$dir/etc/parts"
cat >"$dir/apt.conf" <<END
Dir::Etc "$dir/etc";
Dir::Etc::sourcelist "list";
Dir::Etc::sourceparts "parts";
END
asks() { # ADDRESS: where it was to be found, and was not
	APT_CONFIG=$dir/apt.conf "$script" --output "$dir/out" --keep "$dir/keep" linux >"$dir/said" 2>&1
	sed 's/^/# /' "$dir/said"
	grep -qx "error network $1" "$dir/said"
}

echo "1..27"

cat >"$dir/etc/parts/a.list" <<END
# deb http://127.0.0.1:9/comment/debian bookworm main
deb [arch=amd64 signed-by=/etc/apt/keyrings/docker.asc] http://127.0.0.1:9/docker/debian bookworm stable
deb [signed-by=/etc/apt/keyrings/player.gpg] http://127.0.0.1:9/player/debian bookworm main
END
cat >"$dir/etc/parts/a.sources" <<END
Types: deb
URIs: http://127.0.0.1:9/other/debian
Suites: bookworm
Components: main
Signed-By: /etc/apt/keyrings/other.gpg

Enabled: no
Types: deb
URIs: http://127.0.0.1:9/off/debian
Suites: bookworm
Components: main
END
cat >"$dir/etc/parts/debian.sources" <<END
Types: deb
# Debian's own.
URIs: http://127.0.0.1:9/own/debian/
Suites: bookworm bookworm-updates
Components: main contrib
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb
URIs: http://127.0.0.1:9/own/debian-security
Suites: bookworm-security
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
END
asks http://127.0.0.1:9/own/debian
result $? "others' sources are passed over"

grep -q '^deb .* http://127.0.0.1:9/own/debian-security ' "$dir/keep/apt-amd64/sources.list"
result $? "the security updates are from the same host"
has_suites() { # SUITE…: those of the sources that were asked
	awk '/^deb / { print $4 }' "$dir/keep/apt-amd64/sources.list" >"$dir/suites"
	printf '%s\n' "$@" | diff - "$dir/suites" | sed 's/^/# /'
	printf '%s\n' "$@" | cmp -s - "$dir/suites"
}
has_suites bookworm bookworm-updates bookworm-security
result $? "they are of the host's own release"

echo 'deb [ arch=amd64 ] http://127.0.0.1:9/list/debian bookworm main non-free-firmware' >"$dir/etc/list"
asks http://127.0.0.1:9/list/debian
result $? "a line of the old kind is understood"

for line in 'deb http://127.0.0.1:9/list/debian/ sid main' 'deb http://127.0.0.1:9/list/debian unstable main'; do
	echo "$line" >"$dir/etc/list"
	asks http://127.0.0.1:9/list/debian
	suite=${line% main} suite=${suite##* }
	has_suites "$suite"
	result $? "$suite has no updates of its own"
done

(export IMITATION_MIRROR=http://127.0.0.1:9/mine && asks http://127.0.0.1:9/mine/debian)
result $? "a mirror that is named wins"

"$script" nothing 2>"$dir/said"
test $? -eq 2 && grep -q '^  linux ' "$dir/said" && grep -q '^  all ' "$dir/said"
result $? "every name that it knows is in its usage"

# ---- hosts of other kinds: the same script, told of another os-release and keyring

mkdir -p "$dir/guests" "$dir/empty/parts"
cp -R "$(dirname "$script")/linux" "$dir/guests"
: >"$dir/empty/list"
on_host() { # KEYRING'S-ENDING LINE-OF-OS-RELEASE…
	rm -f "$dir"/ring.*
	cp "$(find $keys.gpg $keys.pgp 2>/dev/null | head -n 1)" "$dir/ring.$1"
	shift
	printf '%s\n' "$@" >"$dir/os-release"
	sed -e "s,^keyrings=.*,keyrings=$dir/ring," -e "s,/etc/os-release,$dir/os-release," "$script" \
		>"$dir/guests/make-guests"
	sed "s,$dir/etc,$dir/empty," "$dir/apt.conf" >"$dir/empty.conf"
	APT_CONFIG=$dir/empty.conf IMITATION_MIRROR=http://127.0.0.1:9 sh "$dir/guests/make-guests" \
		--output "$dir/out" --keep "$dir/keep" linux >"$dir/said" 2>&1
	sed 's/^/# /' "$dir/said"
	grep -qx 'error network http://127.0.0.1:9/debian' "$dir/said"
}
on_host gpg ID=debian VERSION_CODENAME=trixie && has_suites trixie trixie-updates trixie-security
result $? "without a source the suite is that of os-release"
on_host pgp ID=debian VERSION_CODENAME=trixie && grep -q "signed-by=$dir/ring.pgp" "$dir/keep/apt-amd64/sources.list"
result $? "a keyring that ends in .pgp will do"
on_host gpg ID=ubuntu ID_LIKE=debian VERSION_CODENAME=noble && has_suites stable stable-updates stable-security
result $? "on Ubuntu it is Debian's stable release"
on_host gpg ID=linuxmint VERSION_CODENAME=gigi DEBIAN_CODENAME=trixie && has_suites trixie trixie-updates trixie-security
result $? "on what is made of Debian it is the release that this names"

# ---- packages of older and newer releases

# Stand-ins: the packages are the folders of $FAKE.
mkdir "$dir/bin"
cat >"$dir/bin/apt-get" <<'END'
#!/bin/sh
case $* in
*--print-uris*)
	shift 3
	for package in "$@"; do echo "'http://127.0.0.1:9/' $package.deb 1 SHA256:"; done
	;;
*download*)
	shift 2
	for package in "$@"; do [ -d "$FAKE/$package" ] && echo >"$package.deb" || exit 1; done
	;;
esac
END
cat >"$dir/bin/apt-cache" <<'END'
#!/bin/sh
for package in "$@"; do :; done
case $1 in
policy) [ -d "$FAKE/$package" ] && echo '  Candidate: 1' || echo '  Candidate: (none)' ;;
depends) cat "$FAKE/$package.depends" 2>/dev/null ;;
esac
exit 0
END
cat >"$dir/bin/dpkg-deb" <<'END'
#!/bin/sh
[ "$1" = -x ] || exit 1
package=${2##*/}
cp -R "$FAKE/${package%.deb}/." "$3"
END
printf '#!/bin/sh\nexit 0\n' >"$dir/bin/apt-config"
chmod +x "$dir"/bin/*

modules='virtio virtio_ring virtio_pci virtio_mmio virtio_blk virtio_net virtio_balloon evdev button'
kernel=linux-image-1-cloud
# release NAME FOLDER-OF-BUSYBOX FOLDER-OF-MODULES KERNEL-FILE
release() {
	FAKE=$dir/$1
	mkdir -p "$FAKE/busybox-static/$2" "$FAKE/$kernel/$3/1/kernel" "$FAKE/$kernel/${4%/*}" "$FAKE/ncurses-base/usr/lib/terminfo/v"
	echo busybox >"$FAKE/busybox-static/$2/busybox"
	: >"$FAKE/ncurses-base/usr/lib/terminfo/v/vt100"
	echo kernel >"$FAKE/$kernel/$4"
	: >"$FAKE/$kernel/$3/1/modules.builtin"
	for arch in arm64 amd64; do echo "  Depends: $kernel" >"$FAKE/linux-image-cloud-$arch.depends"; done
	for module in $modules; do
		below=
		case $module in virtio_*) below=virtio ;; esac
		printf 'code of %s\0depends=%s\0' "$module" "$below" >"$FAKE/$kernel/$3/1/kernel/$module.ko"
	done
}
makes() { # RELEASE GUEST: in $dir/root then
	rm -rf "$dir/made" "$dir/root"
	mkdir "$dir/root"
	FAKE=$dir/$1 PATH=$dir/bin:$PATH sh "$dir/guests/make-guests" --output "$dir/made" --keep "$dir/keep" "$2" >"$dir/said" 2>&1
	status=$?
	sed 's/^/# /' "$dir/said"
	test $status -eq 0 && (cd "$dir/root" && gzip -dc "$dir/made/$2.initrd" | cpio -i --quiet)
}
has_modules() { # FILE…: these, with what they were before, and none else
	ls "$dir/root/lib/modules" >"$dir/modules"
	printf '%s\n' "$@" order | LC_ALL=C sort | cmp -s - "$dir/modules" || { sed 's/^/# there: /' "$dir/modules"; return 1; }
	for file in "$@"; do grep -qa "^code of ${file%.ko}" "$dir/root/lib/modules/$file" || return 1; done
}
all='virtio.ko virtio_pci.ko virtio_mmio.ko virtio_blk.ko virtio_net.ko virtio_balloon.ko evdev.ko button.ko'

release old bin lib/modules boot/vmlinuz-1
# shellcheck disable=SC2086  # a list of words
makes old arm64 && has_modules $all && grep -qx busybox "$dir/root/bin/busybox"
result $? "what lies in bin and lib is found"
test "$(head -n 2 "$dir/root/lib/modules/order" | tr '\n' ' ')" = "virtio virtio_pci "
result $? "a module is loaded after those that it builds on"

release new usr/bin usr/lib/modules usr/lib/modules/1/vmlinuz
# shellcheck disable=SC2086  # a list of words
makes new arm64 && has_modules $all && grep -qx busybox "$dir/root/bin/busybox"
result $? "what lies in usr is found, the kernel too"

packer() { # PROGRAM ENDING
	if ! command -v "$1" >/dev/null 2>&1; then
		tests=$((tests + 1))
		echo "ok $tests - modules that $1 has packed are unpacked # SKIP there is no $1"
		return
	fi
	release "$1" usr/bin usr/lib/modules boot/vmlinuz-1
	for file in "$FAKE/$kernel/usr/lib/modules/1/kernel"/*; do
		$1 -c <"$file" >"$file.$2" && rm "$file"
	done
	# shellcheck disable=SC2086  # a list of words
	makes "$1" arm64 && has_modules $all
	result $? "modules that $1 has packed are unpacked"
}
packer xz xz
packer zstd zst
packer gzip gz

release dashes bin lib/modules boot/vmlinuz-1
mv "$FAKE/$kernel/lib/modules/1/kernel/virtio_blk.ko" "$FAKE/$kernel/lib/modules/1/kernel/virtio-blk.ko"
# shellcheck disable=SC2086  # a list of words
makes dashes arm64 && has_modules $all
result $? "a module is found with - for _ in its file's name"

release built bin lib/modules boot/vmlinuz-1
rm "$FAKE/$kernel/lib/modules/1/kernel/evdev.ko"
echo kernel/drivers/input/evdev.ko >"$FAKE/$kernel/lib/modules/1/modules.builtin"
# shellcheck disable=SC2086  # a list of words
makes built arm64 && has_modules ${all% evdev*} button.ko
result $? "what is built into the kernel needs no module"

: >"$FAKE/$kernel/lib/modules/1/modules.builtin"
! makes built arm64 && grep -qx 'error packages evdev.ko' "$dir/said" && ! test -e "$dir/made/arm64.initrd"
result $? "a module that is nowhere is an error"

release split usr/bin usr/lib/modules boot/vmlinuz-1
mkdir "$FAKE/linux-modules-1-cloud" "$FAKE/linux-base-1-cloud"
mv "$FAKE/$kernel/usr" "$FAKE/linux-modules-1-cloud"
printf '  Depends: %s\n' linux-base linux-modules-1-cloud linux-base-1-cloud >"$FAKE/$kernel.depends"
# shellcheck disable=SC2086  # a list of words
makes split arm64 && has_modules $all
result $? "a kernel that is split into packages is put together"

modules="$modules 8021q dm_crypt ecb xts cbc essiv algif_skcipher algif_hash vfat nls_cp437 nls_ascii
	loop bridge sha512_generic"
release safe bin lib/modules boot/vmlinuz-1
for program in cryptsetup-bin/sbin/cryptsetup dnsmasq-base/usr/sbin/dnsmasq; do
	mkdir -p "$FAKE/${program%/*}"
	echo "${program##*/}" >"$FAKE/$program"
done
makes safe linux && od -An -v -tx1 "$dir/root/etc/safe.bytes" | tr -d ' \n' >"$dir/bytes" &&
	sed '/^#/d' "$dir/guests/linux/safe.hex" | tr -d ' \n' | cmp - "$dir/bytes" &&
	test -x "$dir/root/etc/safe"
result $? "the small Linux has the VeraCrypt volume, byte for byte"

release perl bin lib/modules boot/vmlinuz-1
printf '%s\n' inetsim '  Depends: <perl:any>' perl perl-base perl-modules-5 libperl5 libnet-dns-perl libselinux1 \
	>"$FAKE/inetsim.depends"
for file in dnsmasq-base/usr/sbin/dnsmasq inetsim/usr/bin/inetsim inetsim/etc/inetsim/inetsim.conf inetsim/usr/share/inetsim/data/page \
	inetsim/usr/share/perl5/INetSim.pm libnet-dns-perl/usr/share/perl5/Net/DNS.pm \
	perl-base/usr/bin/perl perl-base/usr/lib/x86_64-linux-gnu/perl-base/strict.pm \
	perl-modules-5/usr/share/perl/5/base.pm perl-modules-5/usr/share/perl/5/Unicode/big \
	libperl5/usr/lib/x86_64-linux-gnu/perl/5/Socket.pm libperl5/usr/lib/x86_64-linux-gnu/perl/5/CORE/perl.h; do
	mkdir -p "$FAKE/${file%/*}"
	echo "$file" >"$FAKE/$file"
done
makes perl inetsim && (cd "$dir/root/usr" && cat bin/inetsim bin/perl ../sbin/dnsmasq share/perl5/INetSim.pm share/perl5/Net/DNS.pm \
	share/perl/5/base.pm lib/x86_64-linux-gnu/perl/5/Socket.pm) >"$dir/said" &&
	! test -e "$dir/root/usr/share/perl/5/Unicode" &&
	! test -e "$dir/root/usr/lib/x86_64-linux-gnu/perl/5/CORE" && grep -qx world "$dir/root/etc/role"
result $? "INetSim comes with Perl, but without what it never asks for"

for pair in open-adventure:advent bsdgames:bsdgames-adventure; do
	package=${pair%:*}
	release "$package" bin lib/modules boot/vmlinuz-1
	mkdir -p "$FAKE/$package/usr/games"
	echo "the cave of $package" >"$FAKE/$package/usr/games/${pair#*:}"
	makes "$package" adventure && grep -qx "the cave of $package" "$dir/root/bin/advent" &&
		grep -qx advent "$dir/root/etc/role"
	result $? "Colossal Cave is that of $package where the suite has it"
done

env PATH="$dir/nothing" /bin/sh "$script" --output "$dir/out" --keep "$dir/keep" linux >"$dir/said" 2>&1
grep -qx 'error apt apt-get' "$dir/said"
result $? "a host without apt is told apart"

exit "$((failures > 0))"
