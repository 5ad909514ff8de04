# busybox alone, under the names of its applets.
(cd "$work" && apt-get download -qq busybox-static >/dev/null && dpkg -x busybox-static_*.deb busybox)
mkdir -p "$root"/{bin,etc,root,tmp,usr/bin,proc,sys,dev}
chmod 1777 "$root/tmp"
cp "$work/busybox/bin/busybox" "$root/bin/busybox"
for applet in $("$root/bin/busybox" --list); do [ -e "$root/bin/$applet" ] || ln -s busybox "$root/bin/$applet"; done
printf 'root:x:0:0::/root:/bin/sh\nnobody:x:65534:65534::/:/bin/false\n' >"$root/etc/passwd"
printf 'root:x:0:\nnobody:x:65534:\n' >"$root/etc/group"
