package dev.tributary.runtime.http;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

import dev.tributary.runtime.config.Doc;
import dev.tributary.runtime.config.Secret;

/** User name and password, sent with every request. */
public record BasicAuth(@Doc("User name.") Secret username, @Doc("Password.") Secret password) {
    String header() {
        String pair = username.reveal() + ":" + password.reveal();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
