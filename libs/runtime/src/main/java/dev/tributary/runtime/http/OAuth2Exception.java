package dev.tributary.runtime.http;

import java.io.IOException;

/** No access token was to be had; the message says from where and why. */
public final class OAuth2Exception extends IOException {
    OAuth2Exception(String message) {
        super(message);
    }
}
