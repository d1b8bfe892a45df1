#!/bin/sh
# SPDX-FileCopyrightText: 2026 the imitation authors
# SPDX-License-Identifier: GPL-3.0-or-later
#
# A signed archive of guests, as lessons/guests/archive-guests makes it and
# take-guests takes it: a good one, and each way in which one can be bad.  What
# is bad must be told apart, and nothing of it may be written.  Writes TAP.

LC_ALL=C
export LC_ALL
unset http_proxy https_proxy all_proxy SSH_AUTH_SOCK

guests=$(cd "${top_srcdir:-.}/lessons/guests" && pwd) || exit 1
for tool in tar sha256sum ssh-keygen; do
	if ! command -v "$tool" >/dev/null 2>&1; then
		echo "1..0 # SKIP there is no $tool"
		exit 77
	fi
done

dir=$(mktemp -d "${TMPDIR:-/tmp}/take-guests-test.XXXXXX") || exit 1
running=
# shellcheck disable=SC2317  # called at the end
clean_up() {
	[ -z "$running" ] || kill "$running" 2>/dev/null
	rm -rf "$dir"
}
trap clean_up EXIT
trap 'exit 1' HUP INT TERM
cd "$dir" || exit 1

tests=0
failures=0
result() { # STATUS NAME
	tests=$((tests + 1))
	if test "$1" -eq 0; then
		echo "ok $tests - $2"
	else
		echo "not ok $tests - $2"
		sed 's/^/# /' said
		failures=$((failures + 1))
	fi
}
skip() { # NAME WHY
	tests=$((tests + 1))
	echo "ok $tests - $1 # SKIP $2"
}

files='linux.kernel linux.initrd arm64.kernel arm64.initrd adventure.initrd nested.initrd inetsim.initrd'
mkdir made
for file in $files; do echo "content of $file" >"made/$file"; done
for who in maker stranger; do ssh-keygen -q -t ed25519 -N '' -C "$who" -f $who || exit 1; done
fingerprint() { ssh-keygen -l -f "$1" | cut -d ' ' -f 2; }

tools=$PATH
take() { # ARGUMENT…, with the programs in $tools
	rm -rf out keep
	PATH=$tools "$guests/take-guests" --output out --keep keep "$@" >said 2>errors
	status=$?
	sed 's/^/stderr: /' errors >>said
	return $status
}
# That it fails so, leaves nothing in its folders and nothing beside them.
fails() { # ERROR ARGUMENT…
	wanted="error $1"
	shift
	: >before
	: >errors
	find . -path ./out -prune -o -path ./keep -prune -o -type f -print | sort >before
	! take "$@" && grep -qFx -e "$wanted" said || return 1
	test -z "$(find out keep ! -type d 2>/dev/null)" || { find out keep >>said; return 1; }
	find . -path ./out -prune -o -path ./keep -prune -o -type f -print | sort | diff before - >>said
}

# ---- making one

"$guests/archive-guests" --key maker --from made good.tar >said 2>&1 && test -s good.tar
result $? "an archive is made"
"$guests/archive-guests" --key maker --from made again.tar >said 2>&1 && cmp good.tar again.tar >>said
result $? "the same guests and key make the same bytes"
! "$guests/archive-guests" --from made none.tar >said 2>&1 && grep -q 'name your key' said && ! test -e none.tar
result $? "without a key there is none"
mkdir some && cp made/linux.* some
! "$guests/archive-guests" --key maker --from some none.tar >said 2>&1 && grep -q 'make the guests first' said && ! test -e none.tar
result $? "nor without all of the guests"

# ---- a good one

whole() { # GUEST'S-FILE…: these are in out, and none else
	(cd out && ls -A) >there
	printf '%s\n' "$@" | sort | diff - there >>said || return 1
	for file in "$@"; do cmp "made/$file" "out/$file" >>said || return 1; done
	test -z "$(ls -A keep)"
}
# shellcheck disable=SC2086  # a list of words
take --from good.tar --key maker.pub all && whole $files && grep -qx 'progress 100 taken linux arm64 adventure nested inetsim' said
result $? "a good archive is taken"
take --from good.tar --key maker.pub arm64 && whole arm64.kernel arm64.initrd
result $? "one guest of it, too"
take --from "file://$dir/good.tar" --key maker.pub adventure && whole linux.kernel adventure.initrd
result $? "an address of a file will do"
cp good.tar 'a host: good.tar'
take --from 'a host: good.tar' --key maker.pub arm64 && whole arm64.kernel arm64.initrd
result $? "so does a name that another program would take for a computer's"
{ cat stranger.pub; sed 's/$/\r/' maker.pub; } >both.pub
take --from good.tar --key both.pub arm64 && whole arm64.kernel arm64.initrd
result $? "the key may be one of several, with lines as Windows ends them"
mkdir installed && cp "$guests/take-guests" installed && cat "$guests/trusted-keys" maker.pub >installed/trusted-keys
rm -rf out keep
installed/take-guests --output out --keep keep --from good.tar arm64 >said 2>&1 && whole arm64.kernel arm64.initrd
result $? "a key that is installed with the script is trusted"

# ---- from whom?

fails "nokey $(fingerprint maker.pub)" --from good.tar all
result $? "without any key it says so, and whose it is"
fails "untrusted $(fingerprint maker.pub)" --from good.tar --key stranger.pub all
result $? "a stranger's is told apart"
"$guests/archive-guests" --key stranger --from made strange.tar >said 2>&1
fails "untrusted $(fingerprint stranger.pub)" --from strange.tar --key maker.pub all
result $? "so is one that a stranger has signed anew"
fails "key maker" --from good.tar --key maker all
result $? "a private key is not taken for a public one"
fails "key none.pub" --from good.tar --key none.pub all
result $? "nor a file that is not there"

# ---- changed

# pack ARCHIVE: what is in the folder part, in the usual order
pack() {
	# shellcheck disable=SC2086  # a list of words
	tar -C part -cf "$1" --format=ustar SHA256SUMS SHA256SUMS.sig $files
}
unpacked() { rm -rf part && mkdir part && tar -C part -xf good.tar; }
sums() { (cd part && echo '# imitation guests 1' && sha256sum "$@") >part/SHA256SUMS; }
sign() { # NAMESPACE
	rm -f part/SHA256SUMS.sig
	ssh-keygen -q -Y sign -f maker -n "$1" part/SHA256SUMS 2>>said
}

sed 's/content of nested/cOntent of nested/' good.tar >bad.tar
fails "tampered nested.initrd" --from bad.tar --key maker.pub linux
result $? "a byte of a guest was changed, though of another one"
sed 's/  nested\.initrd/  nested.Initrd/' good.tar >bad.tar
fails "tampered bad.tar" --from bad.tar --key maker.pub all
result $? "the list was changed"
unpacked
echo 'something else' >part/linux.initrd
# shellcheck disable=SC2086  # a list of words
sums $files && pack bad.tar
fails "tampered bad.tar" --from bad.tar --key maker.pub all
result $? "a guest was changed, and the list with it"
unpacked && echo garbage >part/SHA256SUMS.sig && pack bad.tar
fails "tampered bad.tar" --from bad.tar --key maker.pub all
result $? "the signature is none"
unpacked && sign git && pack bad.tar
fails "tampered bad.tar" --from bad.tar --key maker.pub all
result $? "a signature for something else does not count"
early=0
for length in 9226 5000 3000 1500 600 10; do
	head -c $length good.tar >short.tar
	case $length in
	9226) wanted='tampered inetsim.initrd' ;;
	5000 | 3000) wanted='tampered short.tar' ;;
	*) wanted='archive short.tar' ;;
	esac
	fails "$wanted" --from short.tar --key maker.pub all || { early=1; break; }
done
result $early "it ends too early"
unpacked && sed 's/^# imitation guests 1/# imitation guests 2/' part/SHA256SUMS >list && mv list part/SHA256SUMS &&
	sign imitation-guests && pack bad.tar
fails "archive bad.tar" --from bad.tar --key maker.pub all
result $? "one for another version of the program is told apart"

# ---- what is no guest

unpacked && echo evil >evil
# shellcheck disable=SC2086  # a list of words
(cd part && tar -cPf ../bad.tar --format=ustar SHA256SUMS SHA256SUMS.sig $files ../evil)
rm evil
fails "tampered bad.tar" --from bad.tar --key maker.pub all
result $? "a file that leads out of the folder"
unpacked && rm part/linux.initrd && ln -s ../target part/linux.initrd && pack bad.tar
fails "tampered bad.tar" --from bad.tar --key maker.pub all && ! test -e target
result $? "a link in the place of a guest"
unpacked && rm part/linux.initrd && ln part/linux.kernel part/linux.initrd && pack bad.tar
fails "tampered bad.tar" --from bad.tar --key maker.pub all
result $? "a second name in the place of a guest"
unpacked && cp good.tar bad.tar && tar -C part -rf bad.tar linux.initrd
fails "tampered bad.tar" --from bad.tar --key maker.pub all
result $? "a guest that is there twice"
unpacked && echo evil >evil
# shellcheck disable=SC2086  # a list of words
sums $files ../evil && sign imitation-guests &&
	(cd part && tar -cPf ../bad.tar --format=ustar SHA256SUMS SHA256SUMS.sig $files ../evil)
rm evil
fails "archive bad.tar" --from bad.tar --key maker.pub all
result $? "even signed, a file that is no guest is not taken"
gzip -c good.tar >good.tar.gz
fails "archive good.tar.gz" --from good.tar.gz --key maker.pub all
result $? "one that is compressed is not opened"
tar -C made -cf plain.tar linux.kernel
fails "archive plain.tar" --from plain.tar --key maker.pub all
result $? "nor another tar file"
fails "absent none.tar" --from none.tar --key maker.pub all
result $? "a file that is not there"
mkfifo pipe
fails "absent pipe" --from pipe --key maker.pub all
result $? "a pipe is not waited for"

# ---- from the network

nobody=http://127.0.0.1:9/good.tar
only() { # PROGRAM: alone among those that download
	rm -rf path && mkdir path && tools=$dir/path
	for tool in sh tar sha256sum ssh-keygen awk sed tr wc cut head tail cat sort cmp grep mv rm mkdir mktemp \
		chmod dirname basename sleep kill "$1"; do
		place=$(command -v "$tool") && case $place in /*) ln -s "$place" path/ ;; esac
	done
}
for tool in curl wget; do
	if command -v $tool >/dev/null 2>&1; then
		only $tool
		fails "fetch $nobody" --from $nobody --key maker.pub all
		result $? "$tool: where nobody listens there is no network"
	else
		skip "$tool: where nobody listens there is no network" "there is no $tool"
	fi
done
only nothing
fails "tool curl" --from $nobody --key maker.pub all
result $? "without either it is said what is needed"

# A stand-in that has what is in $SERVED.
only nothing
cat >path/curl <<'END'
#!/bin/sh
while [ $# -gt 1 ]; do
	case $1 in
	-o) file=$2 ;;
	-D) headers=$2 ;;
	esac
	shift
done
[ -e "$SERVED/${1##*/}" ] || exit 22
printf 'HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n' "$(wc -c <"$SERVED/${1##*/}")" >"$headers"
cat "$SERVED/${1##*/}" >"$file"
[ -e "$SERVED/go-on" ] || exec sleep 60
END
chmod +x path/curl
mkdir served && cp good.tar served && : >served/go-on
SERVED=$dir/served
export SERVED
# shellcheck disable=SC2086  # a list of words
take --from https://host/good.tar --key maker.pub all && whole $files
result $? "what was downloaded is taken"
fails "absent https://host/none.tar" --from https://host/none.tar --key maker.pub all
result $? "an address that has none is told apart"
sed 's/content of nested/cOntent of nested/' good.tar >served/bad.tar
fails "tampered nested.initrd" --from https://host/bad.tar --key maker.pub all
result $? "so is one that was changed on the way"

rm -rf out keep served/go-on said
PATH=$tools "$guests/take-guests" --output out --keep keep --from https://host/good.tar --key maker.pub all >said 2>&1 &
running=$!
tries=0
until grep -qs 'progress 60 fetch' said || test $tries -ge 600; do tries=$((tries + 1)) && sleep 0.1; done
kill -TERM $running
wait $running
running=
grep -q 'progress 60 fetch' said && test -z "$(find out keep ! -type d)"
result $? "one that is stopped leaves nothing"

# ---- what is needed

rm path/ssh-keygen
fails "tool ssh-keygen" --from good.tar --key maker.pub all
result $? "without ssh-keygen nothing is taken unverified"
tools=$PATH
"$guests/take-guests" all >said 2>&1
test $? -eq 2 && grep -q '^  take-guests --from' said
result $? "without an archive it says how it is used"

echo "1..$tests"
exit "$((failures > 0))"
