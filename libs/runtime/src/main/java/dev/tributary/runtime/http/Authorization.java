package dev.tributary.runtime.http;

import dev.tributary.runtime.config.Default;
import dev.tributary.runtime.config.Doc;
import dev.tributary.runtime.config.Secret;

/** An Authorization header, sent with every request. */
public record Authorization(@Default("Bearer") @Doc("Authentication scheme.") String type,
        @Doc("What follows the scheme.") Secret credentials) {
    public Authorization {
        if (type.equalsIgnoreCase("basic")) {
            throw new IllegalArgumentException("type Basic is written as basic_auth with username and password");
        }
    }

    String header() {
        return type + " " + credentials.reveal();
    }
}
