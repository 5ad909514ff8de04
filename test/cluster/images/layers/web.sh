# A web server that answers every request: for applications whose images cannot be had.
cp "$here/layers/web.js" "$root/web.js"
