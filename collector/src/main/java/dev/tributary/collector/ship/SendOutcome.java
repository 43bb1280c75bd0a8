package dev.tributary.collector.ship;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/** What a receiver made of one message. */
public sealed interface SendOutcome {
    /** All of it is stored. */
    record Delivered() implements SendOutcome {
    }

    /** The receiver does not know this version of the protocol. */
    record OtherVersion() implements SendOutcome {
    }

    /** Too much at once. */
    record TooLarge(String message) implements SendOutcome {
    }

    /**
     * Nothing is wrong with the message: try it again.
     *
     * @param reason     a word for metrics
     * @param retryAfter what the receiver asked for, null where it did not
     */
    record Again(String reason, String message, @Nullable Duration retryAfter) implements SendOutcome {
    }

    /**
     * The receiver will never take the message as it is.
     *
     * @param partlyWritten true when the receiver says that it stored the rest of it
     */
    record Refused(int status, String message, boolean partlyWritten) implements SendOutcome {
    }
}
