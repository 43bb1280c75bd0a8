package dev.tributary.wire.remoteread;

import dev.tributary.model.MatchType;
import dev.tributary.model.Matcher;
import dev.tributary.wire.protobuf.ProtoWriter;
import dev.tributary.wire.protobuf.WireType;

/** Writes {@code prometheus.ReadRequest}. */
public final class ReadRequestWriter {
    private ReadRequestWriter() {
    }

    /** The message, not yet compressed. */
    public static byte[] write(ReadRequest request) {
        ProtoWriter out = new ProtoWriter();
        request.queries().forEach(query -> out.messageField(1, query(query)));
        request.accepted().forEach(type -> {
            out.tag(2, WireType.VARINT);
            out.varint(type.number());
        });
        return out.toByteArray();
    }

    private static ProtoWriter query(ReadQuery query) {
        ProtoWriter out = new ProtoWriter();
        out.varintField(1, query.startMillis());
        out.varintField(2, query.endMillis());
        query.matchers().forEach(matcher -> out.messageField(3, matcher(matcher)));
        if (!query.hints().equals(ReadHints.NONE)) {
            out.messageField(4, hints(query.hints()));
        }
        return out;
    }

    private static ProtoWriter matcher(Matcher matcher) {
        ProtoWriter out = new ProtoWriter();
        out.varintField(1, number(matcher.type()));
        out.stringField(2, matcher.name());
        out.stringFieldUnlessEmpty(3, matcher.value());
        return out;
    }

    private static int number(MatchType type) {
        return switch (type) {
            case EQUAL -> 0;
            case NOT_EQUAL -> 1;
            case REGEX -> 2;
            case NOT_REGEX -> 3;
        };
    }

    private static ProtoWriter hints(ReadHints hints) {
        ProtoWriter out = new ProtoWriter();
        out.varintField(1, hints.stepMillis());
        out.stringFieldUnlessEmpty(2, hints.function());
        out.varintField(3, hints.startMillis());
        out.varintField(4, hints.endMillis());
        hints.grouping().forEach(label -> out.stringField(5, label));
        out.varintField(6, hints.by() ? 1 : 0);
        out.varintField(7, hints.rangeMillis());
        return out;
    }
}
