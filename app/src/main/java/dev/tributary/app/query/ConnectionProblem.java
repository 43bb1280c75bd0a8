package dev.tributary.app.query;

import java.io.IOException;
import java.net.URI;
import java.security.cert.CertificateException;
import java.util.Locale;
import javax.net.ssl.SSLException;

/** Says why there was no answer, and what to try, where Java's own words are about its inside. */
final class ConnectionProblem {
    private ConnectionProblem() {
    }

    static String text(URI server, IOException failure) {
        String said = String.valueOf(failure.getMessage());
        if (failure instanceof SSLException) {
            return tls(server, failure, said);
        }
        if ("http".equals(server.getScheme()) && said.contains("received no bytes")) {
            return server + " closed the connection without an answer; if it serves HTTPS, write https:// instead";
        }
        return "asking " + server + " failed: " + failure;
    }

    private static String tls(URI server, IOException failure, String said) {
        String lower = said.toLowerCase(Locale.ROOT);
        if (lower.contains("plaintext") || lower.contains("unrecognized ssl message")) {
            return server + " answers, but without TLS; write http:// instead";
        }
        if (lower.contains("certificate_required")) {
            return server + " wants a client certificate; --cert-file and --key-file show one";
        }
        if (lower.contains("pkix path")) {
            return "the certificate of " + server + " is signed by nobody this machine trusts; --ca-file FILE names"
                    + " who signs it";
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return "the certificate of " + server + " cannot be believed: " + cause.getMessage();
            }
        }
        return "the TLS connection to " + server + " failed: " + said;
    }
}
