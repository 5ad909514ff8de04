# nft, for faults that cut pods off each other.
packages nftables
slim
