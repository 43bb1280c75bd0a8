package dev.tributary.runtime.http;

import java.nio.channels.ClosedChannelException;

import io.netty.handler.ssl.NotSslRecordException;
import org.jspecify.annotations.Nullable;

/** Why a request got no answer, in words for people: what happened and what caused it, without names of classes. */
public final class ConnectionProblem {
    private static final int LENGTH_MAX = 300;

    private ConnectionProblem() {
    }

    /** One line, of at most some hundred characters. */
    public static String inWords(@Nullable Throwable failure) {
        StringBuilder all = new StringBuilder();
        for (Throwable one = failure; one != null; one = one.getCause()) {
            String words = words(one);
            // Most wrap the message of what caused them
            if (all.indexOf(words) < 0) {
                all.append(all.isEmpty() ? "" : ": ").append(words);
            }
        }
        return all.substring(0, Math.min(all.length(), LENGTH_MAX));
    }

    private static String words(Throwable failure) {
        if (failure instanceof NotSslRecordException) {
            return "the server does not speak TLS";
        }
        String message = failure.getMessage();
        if (message == null || message.isBlank()) {
            return failure instanceof ClosedChannelException
                    ? "the connection was closed"
                    : failure.getClass().getSimpleName();
        }
        // An address without a name has a slash in front
        return message.strip().replace(": /", ": ").replaceAll("\\s+", " ");
    }
}
