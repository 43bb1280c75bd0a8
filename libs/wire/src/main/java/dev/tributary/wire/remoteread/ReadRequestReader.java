package dev.tributary.wire.remoteread;

import java.util.ArrayList;
import java.util.List;

import dev.tributary.model.MatchType;
import dev.tributary.model.Matcher;
import dev.tributary.wire.protobuf.MalformedProtobufException;
import dev.tributary.wire.protobuf.ProtoReader;
import dev.tributary.wire.protobuf.WireType;

/** Reads {@code prometheus.ReadRequest}. */
public final class ReadRequestReader {
    /** Queries, and parts of one query, beyond any real request. */
    private static final int PARTS_MAX = 1000;

    private final ProtoReader in = new ProtoReader();

    private ReadRequestReader(byte[] message) {
        in.reset(message, 0, message.length);
    }

    /**
     * Reads a decompressed message.
     *
     * @throws MalformedRemoteReadException for a message that breaks its schema, asks with a regular expression that is none,
     *                                      or accepts only response types not known here
     */
    public static ReadRequest read(byte[] message) throws MalformedRemoteReadException {
        try {
            return new ReadRequestReader(message).request();
        } catch (MalformedProtobufException e) {
            throw new MalformedRemoteReadException("remote read request: " + e.getMessage(), e.isCut());
        }
    }

    private ReadRequest request() throws MalformedProtobufException {
        List<ReadQuery> queries = new ArrayList<>();
        List<ReadResponseType> accepted = new ArrayList<>();
        boolean chooses = false;
        while (!in.atEnd()) {
            int tag = in.tag();
            switch (ProtoReader.field(tag)) {
                case 1 -> add(queries, query(tag));
                case 2 -> {
                    chooses = true;
                    responseTypes(tag, accepted);
                }
                default -> in.skip(tag);
            }
        }
        if (chooses && accepted.isEmpty()) {
            throw in.malformed("none of the accepted response types is supported (0 samples, 1 streamed chunks)");
        }
        return new ReadRequest(queries, accepted);
    }

    private <T> void add(List<T> list, T part) throws MalformedProtobufException {
        if (list.size() == PARTS_MAX) {
            throw in.malformed("more than " + PARTS_MAX + " queries, or parts of one query");
        }
        list.add(part);
    }

    private void responseTypes(int tag, List<ReadResponseType> accepted) throws MalformedProtobufException {
        if ((tag & 7) == WireType.VARINT) {
            responseType(accepted);
            return;
        }
        in.require(tag, WireType.BYTES);
        int outer = in.enter();
        while (!in.atEnd()) {
            responseType(accepted);
        }
        in.leave(outer);
    }

    private void responseType(List<ReadResponseType> accepted) throws MalformedProtobufException {
        long number = in.varint();
        for (ReadResponseType type : ReadResponseType.values()) {
            if (type.number() == number) {
                add(accepted, type);
            }
        }
    }

    private ReadQuery query(int tag) throws MalformedProtobufException {
        in.require(tag, WireType.BYTES);
        int outer = in.enter();
        long start = 0;
        long end = 0;
        List<Matcher> matchers = new ArrayList<>();
        ReadHints hints = ReadHints.NONE;
        while (!in.atEnd()) {
            int inner = in.tag();
            switch (ProtoReader.field(inner)) {
                case 1 -> start = varint(inner);
                case 2 -> end = varint(inner);
                case 3 -> add(matchers, matcher(inner));
                case 4 -> hints = hints(inner);
                default -> in.skip(inner);
            }
        }
        in.leave(outer);
        return new ReadQuery(start, end, matchers, hints);
    }

    private long varint(int tag) throws MalformedProtobufException {
        in.require(tag, WireType.VARINT);
        return in.varint();
    }

    private String string(int tag) throws MalformedProtobufException {
        in.require(tag, WireType.BYTES);
        return in.string();
    }

    private Matcher matcher(int tag) throws MalformedProtobufException {
        in.require(tag, WireType.BYTES);
        int from = in.position();
        int outer = in.enter();
        long type = 0;
        String name = "";
        String value = "";
        while (!in.atEnd()) {
            int inner = in.tag();
            switch (ProtoReader.field(inner)) {
                case 1 -> type = varint(inner);
                case 2 -> name = string(inner);
                case 3 -> value = string(inner);
                default -> in.skip(inner);
            }
        }
        in.leave(outer);
        MatchType[] types = {MatchType.EQUAL, MatchType.NOT_EQUAL, MatchType.REGEX, MatchType.NOT_REGEX};
        if (type < 0 || type >= types.length) {
            throw in.malformedAt(from, "unknown matcher type " + type);
        }
        try {
            return Matcher.of(name, types[(int) type], value);
        } catch (IllegalArgumentException e) {
            throw in.malformedAt(from, "matcher of label " + name + ": " + e.getMessage());
        }
    }

    private ReadHints hints(int tag) throws MalformedProtobufException {
        in.require(tag, WireType.BYTES);
        int outer = in.enter();
        long step = 0;
        String function = "";
        long start = 0;
        long end = 0;
        List<String> grouping = new ArrayList<>();
        boolean by = false;
        long range = 0;
        while (!in.atEnd()) {
            int inner = in.tag();
            switch (ProtoReader.field(inner)) {
                case 1 -> step = varint(inner);
                case 2 -> function = string(inner);
                case 3 -> start = varint(inner);
                case 4 -> end = varint(inner);
                case 5 -> add(grouping, string(inner));
                case 6 -> by = varint(inner) != 0;
                case 7 -> range = varint(inner);
                default -> in.skip(inner);
            }
        }
        in.leave(outer);
        return new ReadHints(step, function, start, end, grouping, by, range);
    }
}
