package dev.tributary.runtime.http;

import dev.tributary.runtime.config.Key;
import io.vertx.core.http.ClientAuth;

/** What a TLS server asks of its clients. Forms that accept unverified certificates do not exist here: they prove nothing. */
public enum ClientAuthType {
    @Key("NoClientCert")
    NONE(ClientAuth.NONE), @Key("VerifyClientCertIfGiven")
    VERIFY_IF_GIVEN(ClientAuth.REQUEST), @Key("RequireAndVerifyClientCert")
    REQUIRE_AND_VERIFY(ClientAuth.REQUIRED);

    private final ClientAuth vertxWord;

    ClientAuthType(ClientAuth vertxWord) {
        this.vertxWord = vertxWord;
    }

    ClientAuth vertxWord() {
        return vertxWord;
    }
}
