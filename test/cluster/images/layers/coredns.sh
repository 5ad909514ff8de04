cp "$PROGRAMS/coredns" "$root/coredns"
