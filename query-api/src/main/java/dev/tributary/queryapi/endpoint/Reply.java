package dev.tributary.queryapi.endpoint;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import dev.tributary.queryapi.json.ByteSink;
import dev.tributary.queryapi.json.JsonWriter;

/** What an endpoint answers when it succeeds. Bodies are written when the answer is sent, straight into the response. */
public sealed interface Reply {
    /**
     * The envelope of the Prometheus API around some data.
     *
     * @param data     writes the value of the field {@code data}
     * @param warnings shown to the asker, all of them: the sender cuts the list
     * @param infos    likewise
     */
    record Data(Consumer<JsonWriter> data, List<String> warnings, List<String> infos) implements Reply {
        public Data {
            warnings = List.copyOf(warnings);
            infos = List.copyOf(infos);
        }
    }

    /**
     * A JSON document that is not in the envelope.
     *
     * @param document writes the whole of it
     */
    record Json(int status, String contentType, Consumer<JsonWriter> document) implements Reply {
    }

    /** Done, and there is nothing to say but headers: 204. */
    record NoContent(Map<String, String> headers) implements Reply {
        public NoContent {
            headers = Map.copyOf(headers);
        }

        /** Nothing to say at all. */
        public NoContent() {
            this(Map.of());
        }
    }

    /** A short text that is not in the envelope. */
    record Text(int status, String contentType, String text) implements Reply {
        /** Plain text in UTF-8. */
        public static Text plain(int status, String text) {
            return new Text(status, "text/plain; charset=utf-8", text);
        }
    }

    /**
     * A body of unknown length that is not in the envelope, status 200.
     *
     * @param headers      what to send beside the content type
     * @param compressible whether it may be compressed on the way: not when it is already, nor when its reader waits
     *                     for each piece
     * @param body         writes the body; a failure after the first chunk cuts the connection, so that a cut body is never
     *                taken for a whole one
     */
    record Stream(String contentType, Map<String, String> headers, boolean compressible, Consumer<ByteSink> body)
            implements
                Reply {
        public Stream {
            headers = Map.copyOf(headers);
        }
    }

    /** Data without remarks. */
    static Reply data(Consumer<JsonWriter> data) {
        return new Data(data, List.of(), List.of());
    }
}
