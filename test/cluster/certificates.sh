#!/bin/bash
# certificates.sh FOLDER HOST KUBERNETES_SERVICE NODE=ADDRESS…: the certificate authority and all certificates and
# kubeconfigs of a cluster whose API server listens on HOST:6443.
set -eu
folder=$1 host=$2 service=$3
shift 3
mkdir -p "$folder"
chmod 700 "$folder"
cd "$folder"

certificate() { # NAME SUBJECT [NAMES]
  openssl ecparam -name prime256v1 -genkey -noout -out "$1.key" 2>/dev/null
  openssl req -new -key "$1.key" -subj "$2" -out "$1.csr"
  {
    echo 'basicConstraints=CA:FALSE'
    echo 'keyUsage=digitalSignature,keyEncipherment'
    echo 'extendedKeyUsage=serverAuth,clientAuth'
    [ -z "${3-}" ] || echo "subjectAltName=$3"
  } >"$1.ext"
  openssl x509 -req -in "$1.csr" -CA ca.crt -CAkey ca.key -CAcreateserial -days 30 -extfile "$1.ext" -out "$1.crt" 2>/dev/null
}

kubeconfig() { # NAME
  cat >"$1.kubeconfig" <<K
apiVersion: v1
kind: Config
clusters: [{name: cluster, cluster: {server: "https://$host:6443", certificate-authority-data: $(base64 -w0 ca.crt)}}]
users: [{name: $1, user: {client-certificate-data: $(base64 -w0 "$1.crt"), client-key-data: $(base64 -w0 "$1.key")}}]
contexts: [{name: cluster, context: {cluster: cluster, user: $1}}]
current-context: cluster
K
}

openssl ecparam -name prime256v1 -genkey -noout -out ca.key
openssl req -x509 -new -key ca.key -subj /CN=kubernetes-ca -days 30 -out ca.crt
openssl genrsa -out sa.key 2048 2>/dev/null
openssl rsa -in sa.key -pubout -out sa.pub 2>/dev/null

names='DNS:localhost,DNS:kubernetes,DNS:kubernetes.default,DNS:kubernetes.default.svc,DNS:kubernetes.default.svc.cluster.local'
certificate apiserver /CN=kube-apiserver "$names,IP:127.0.0.1,IP:$host,IP:$service"
certificate kubelet-client /O=system:masters/CN=kube-apiserver-kubelet-client
certificate front-proxy-client /CN=front-proxy-client
certificate admin /O=system:masters/CN=admin
for name in controller-manager scheduler proxy; do certificate $name "/CN=system:kube-$name"; done
for name in admin controller-manager scheduler proxy; do kubeconfig $name; done
for pair in "$@"; do
  node=${pair%%=*}
  certificate "$node" "/O=system:nodes/CN=system:node:$node" "DNS:$node,IP:${pair#*=}"
  kubeconfig "$node"
done
