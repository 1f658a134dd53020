#!/bin/sh
# By hand, for a delivery that was kept in a file: sh verify.sh SECRET SIGNATURE BODY_FILE
# SIGNATURE is the header x-comprobante-signature. For a receiver take verify.mjs or verify.py: they also refuse what is old.
expected="sha256=$(openssl dgst -sha256 -hmac "$1" -r < "$3" | cut -d ' ' -f 1)"
case ", $2," in
  *", $expected,"*) echo 'The signature is right.' ;;
  *) echo 'The signature is wrong.' >&2; exit 1 ;;
esac
