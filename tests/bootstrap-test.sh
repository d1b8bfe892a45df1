#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# What ./bootstrap decides, on systems that stand-ins play: which packages are
# missing, who may install them, when configure must look again, what is compiled
# anew, and which verdict of the tests counts.  Nothing is installed or built; the
# clean room (tests/clean-room.sh) does that for real.  Writes TAP.

# shellcheck disable=SC2317  # much of it is called through point
LC_ALL=C
export LC_ALL
unset MAKEFLAGS MFLAGS MAKELEVEL CC CFLAGS CPPFLAGS LDFLAGS

source=${BOOTSTRAP_TEST_SOURCE:-${top_srcdir:-.}}
dir=$(mktemp -d "${TMPDIR:-/tmp}/bootstrap-test.XXXXXX") || exit 1
trap 'rm -rf "$dir"' EXIT
trap 'exit 1' HUP INT TERM
# Root owns the files that it makes, so it plays nobody else's part: it gives the
# test to a number that no user has, with what that one must be able to read.
if [ "$(id -u)" = 0 ]; then
	mkdir "$dir/packaging" "$dir/tests"
	cp "$source/bootstrap" "$dir/"
	cp "$source/packaging/packages" "$dir/packaging/"
	cp "$source/tests/summary.sh" "$0" "$dir/tests/"
	chmod -R a+rX "$dir"
	cd / || exit 1
	BOOTSTRAP_TEST_SOURCE=$dir setpriv --reuid 61234 --regid 61234 --clear-groups \
		sh "$dir/tests/bootstrap-test.sh"
	exit
fi
source=$(cd "$source" && pwd)

# ---- a system of stand-ins --------------------------------------------------------

# Only these programs of the host are there, whatever package manager it has.
mkdir "$dir/base"
for tool in sh awk cat chmod cmp cp cut date dirname env find grep head ls mkdir mv nproc printf pwd rm sed \
	sleep sort tail tee test touch tr true uname wc; do
	path=$(command -v "$tool") && case $path in /*) ln -s "$path" "$dir/base/$tool" ;; esac
done

stand_in() { # NAME, its commands on standard input
	{ echo '#!/bin/sh'; cat; } >"$S/bin/$1"
	chmod 755 "$S/bin/$1"
}

# A new system, its folder with a blank in the name.
system() { # MANAGER…
	S=$(mktemp -d "$dir/system.XXXXXX")
	tree="$S/a folder/imitation"
	mkdir -p "$S/bin" "$tree/packaging" "$tree/tests"
	cp "$source/bootstrap" "$tree/"
	cp "$source/packaging/packages" "$tree/packaging/"
	cp "$source/tests/summary.sh" "$tree/tests/"
	printf 'test-one\nlook-test\n' >"$tree/tests/suite"
	id -u >"$S/uid"
	: >"$S/calls"
	: >"$S/installed"
	echo test-one look-test.sh >"$S/makes"
	stand_in id <<-END
		case \$1 in -un) echo user ;; *) cat '$S/uid' ;; esac
	END
	stand_in chown <<-END
		echo "chown \$*" >>'$S/calls'
	END
	stand_in autoreconf <<-END
		echo autoreconf >>'$S/calls'
		printf '#!/bin/sh\necho configure >>"$S/calls"; : >config.status\n' >configure
		chmod 755 configure
	END
	stand_in make <<-END
		case "\$*" in
		*list-tests*) sed 's|[a-z.-]*|tests/&|g' '$S/makes'; exit ;;
		*) echo "make \$*" >>'$S/calls' ;;
		esac
		case "\$*" in
		*" check "*TESTS=tests*)
			mkdir -p build/tests
			for test in \$(cat '$S/makes'); do
				echo "ok 1 - it" >"build/tests/\$test.log"
				echo ":test-result: PASS" >"build/tests/\$test.trs"
			done ;;
		*" all") mkdir -p build/src && : >build/src/one.o
			printf '#!/bin/sh\necho "opened \$*"\n' >build/src/imitation
			chmod 755 build/src/imitation ;;
		esac
	END
	cp "$S/bin/make" "$S/make-all"
	# Without words to make it builds everything.
	stand_in make <<-END
		case "\$*" in
		*" -j 1"|*" -j 2"|*" -j "[0-9]|*" -j "[0-9][0-9]) set -- "\$@" all ;;
		*WERROR=-Werror\ all) ;;
		esac
		. '$S/make-all'
	END
	for manager in "$@"; do "has_$manager"; done
}

# Debian's: what is installed stands in a file, "NAME ARCHITECTURE VERSION" a line.
has_apt() {
	stand_in dpkg-query <<-END
		sed 's/^\([^ ]*\) \([^ ]*\) \(.*\)/installed \2 \1 \3/' '$S/installed'
		echo 'config-files amd64 libyaml-dev 0.1'
	END
	stand_in dpkg <<-END
		echo amd64
	END
	stand_in apt-get <<-END
		echo "apt-get \$*" >>'$S/calls'
		case "\$*" in
		*update*) exit \$(cat '$S/update' 2>/dev/null || echo 0) ;;
		*install*)
			[ ! -e '$S/unreachable' ] || { echo 'Err:1 http://mirror x'; echo 'E: Failed to fetch http://mirror/x  Connection timed out'; exit 100; }
			for word in "\$@"; do
				case \$word in *[:=/]*|-*|install) ;; *) echo "\$word amd64 1" >>'$S/installed' ;; esac
			done ;;
		esac
	END
}
has_sudo() {
	stand_in sudo <<-END
		while case \$1 in -*) true ;; *) false ;; esac; do
			[ "\$1" != -v ] || exit \$(cat '$S/refuses' 2>/dev/null || echo 0)
			[ "\$1" != -n ] || [ ! -e '$S/refuses' ] || exit 1
			shift
		done
		echo "sudo \$*" >>'$S/calls'
		exec "\$@"
	END
}
has_rpm() {
	stand_in rpm <<-END
		cat '$S/installed'
	END
}
has_dnf() { has_rpm; : | stand_in dnf; }
has_zypper() { has_rpm; : | stand_in zypper; }
has_pacman() {
	stand_in pacman <<-END
		cat '$S/installed'
	END
}
has_apk() {
	stand_in apk <<-END
		sed 's/ /-/' '$S/installed'
	END
}

# All packages of these purposes, as installed; VERSION 1 unless another is named.
install() { # PURPOSE…
	awk -v purposes=" $* " '/^#/ || NF == 0 { next }
		index(purposes, " " $1 " ") && $3 != "-" {
			n = split($3, names, ",")
			for (i = 1; i <= n; i++) print names[i], (i % 2 ? "amd64" : "all"), 1
		}' "$source/packaging/packages" >>"$S/installed"
}

boot() {
	: >"$S/calls"
	(cd / && PATH=$S/bin:$dir/base exec sh "$tree/bootstrap" "$@") >"$S/said" 2>&1 </dev/null
}

# ---- points -------------------------------------------------------------------------

number=0 failed=0
point() { # NAME COMMAND…
	name=$1
	shift
	number=$((number + 1))
	if "$@"; then
		echo "ok $number - $name"
	else
		echo "not ok $number - $name"
		sed 's/^/# said: /' "$S/said"
		sed 's/^/# call: /' "$S/calls"
		failed=1
	fi
}
said() { grep -Eq -- "$1" "$S/said"; }
called() { grep -Eq -- "$1" "$S/calls"; }
not() { ! "$@"; }

# ---- packages -------------------------------------------------------------------------

system apt sudo
install build run
boot --run one
point "with everything there nothing is installed, and the workshop opens" \
	sh -c "grep -qx 'opened one' '$S/said' && ! grep -q apt-get '$S/calls'"
point "autoreconf, configure, make, once each" \
	sh -c "[ \"\$(sed 's/ .*//' '$S/calls' | tr '\n' ' ')\" = 'autoreconf configure make ' ]"
point "-Werror is for --check only" not called WERROR
boot --run
point "the second time only make looks" sh -c "[ \"\$(sed 's/ .*//' '$S/calls' | tr '\n' ' ')\" = 'make ' ]"

sed -i '/^libyaml-dev/d; /^cpio/d' "$S/installed"
boot --run
point "exactly what is missing is installed, by sudo" \
	called '^sudo env .*apt-get .*install -y --no-install-recommends cpio libyaml-dev$'
sed -i 's/^make amd64 1/make i386 1/' "$S/installed"
boot --build
point "a package for another processor does not count as installed" called 'install .*recommends make$'
echo "make i386 1" >>"$S/installed"
boot --build
point "one of two architectures is there" not called 'apt-get'

sed -i '/^libyaml-dev/d' "$S/installed"
echo 100 >"$S/update"
boot --build
point "a source of apt that is broken holds nothing up" \
	sh -c "grep -q 'apt-get.*libyaml-dev' '$S/calls' && grep -q '^built:' '$S/said'"
sed -i '/^libyaml-dev/d' "$S/installed"
: >"$S/unreachable"
point "a mirror that cannot be had is an error" not boot --run
point "and is told on the terminal" said 'did not answer: is there a network'
point "with the place that did not answer" said '^Err:1 http://mirror x'
point "its log stays where it is said to be" grep -q 'timed out' "$tree/build/logs/packages.log"

system apt
boot --run
point "without sudo the line for root is on the terminal" said '^    apt-get update; apt-get install .*qemu-system-x86'
point "with the command to start again" said '\./bootstrap --run again'
point "and nothing is built" not called 'autoreconf|configure|make'

system apt sudo
echo 1 >"$S/refuses"
point "where sudo refuses, --run fails" not boot --run
point "and says which line root must type" said '^    apt-get update; apt-get install .*qemu-system-x86'

system apt
echo 0 >"$S/uid"
boot --run
point "root gets the daemon of the whole system, and no sudo" \
	sh -c "grep -q 'install .*libvirt-daemon-system' '$S/calls' && ! grep -q sudo '$S/calls'"

for pair in dnf:libyaml-devel pacman:libyaml zypper:libyaml-devel apk:yaml-dev; do
	system "${pair%:*}"
	boot --run
	point "with ${pair%:*} the line to type is printed, in its own names" \
		sh -c "grep -Eq '^    ${pair%:*} .* ${pair#*:}( |\$)' '$S/said' && ! [ -e '$tree/build/src' ]"
done
system dnf
awk '!/^#/ && NF { print $4 }' "$source/packaging/packages" | tr ',' '\n' | sed 's/$/ 1/' >"$S/installed"
boot --build
point "and where they are all there it builds" said '^built:'
system
boot --build
point "a system without a known manager is built on as it is" said '^built:'

# ---- the folder ---------------------------------------------------------------------------

system apt sudo
install build run test
boot --build
echo 12345 >"$S/uid"
boot --build
point "what an earlier sudo left is taken back" called '^chown -hR 12345:12345 build .*configure$'
id -u >"$S/uid"
boot --build
mv "$S/a folder" "$S/another folder"
tree="$S/another folder/imitation"
boot --build
point "after a move configure looks again" called '^configure$'
point "and nothing is compiled anew" not called mostlyclean

# ---- configure and the verdict ----------------------------------------------------------

system apt sudo
install build run
boot --run
install test
boot --run
point "packages that came make configure look again" called '^configure$'
point "what was compiled stays" not called mostlyclean
sed -i 's/^libvirt-dev amd64 1/libvirt-dev amd64 2/' "$S/installed"
boot --run
point "another version of a library makes everything anew" called mostlyclean
sed -i 's/^automake amd64 1/automake amd64 2/' "$S/installed"
boot --run
point "another automake makes configure anew" called autoreconf

: >"$S/kept"
boot --check
point "--check makes warnings errors" called 'WERROR=-Werror all'
point "and counts programs and points" \
	sh -c "grep -qx '2 of 2 test programs ran' '$S/said' && [ \"\$(tail -n 1 '$S/said')\" = '2 passed, 0 failed, 0 skipped' ]"
boot --check
point "its verdict is kept" said 'nothing has changed since'
sed -i 's/^libcmark-dev amd64 1/libcmark-dev amd64 2/' "$S/installed"
boot --check
point "but not for another configuration" not said 'nothing has changed since'
boot --check --again
point "--again runs them anew" not said 'nothing has changed since'
boot --check look-test
point "a name runs one" said '^1 of 1 test programs ran'
point "a name that is none is a failure" not boot --check look-test nonsense
point "and it is said" said '^failed: nonsense: it was not run'
sed -i 's/^qemu-utils amd64 1/qemu-utils amd64 2/; s/^qemu-utils all 1/qemu-utils all 2/' "$S/installed"
boot --check
point "another version of what runs the machines asks for the tests anew" not said 'nothing has changed since'
boot --check unit
point "unit runs those that need no terminal" called 'check .*TESTS=tests/test-one *$'
echo look-test.sh >"$S/makes"
point "a test of the list that was not built is a failure" not boot --check --again
point "and is named" said '^failed: test-one: it was not run'
echo test-one look-test.sh new-test.sh >"$S/makes"
point "so is one that the list does not have" not boot --check --again
point "and it is named, too" said '^failed: new-test: tests/suite does not list it'
point "the log before the last one is kept" test -e "$tree/build/logs/check.log.old"

echo "1..$number"
exit $failed
