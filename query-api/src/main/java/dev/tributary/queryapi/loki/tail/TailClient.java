package dev.tributary.queryapi.loki.tail;

/** The client's end of a tail, as the thread that follows the log sees it. */
interface TailClient {
    /** Sends a message and waits until the client's connection has taken it; false when it is gone or takes nothing. */
    boolean send(String message);

    /** True once the client is gone. */
    boolean isGone();

    /** Why the tail must end now although the client is there; empty while it may go on. */
    String endReason();

    /** Ends the connection with a status of the WebSocket protocol and a reason. */
    void end(short status, String reason);
}
