# Node.js of this machine.
programs "$(readlink -f "$(command -v node)")"
