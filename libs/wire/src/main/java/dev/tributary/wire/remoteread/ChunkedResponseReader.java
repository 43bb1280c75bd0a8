package dev.tributary.wire.remoteread;

import java.util.Arrays;
import java.util.zip.CRC32C;

import dev.tributary.model.LabelSlices;
import dev.tributary.wire.chunk.ChunkEncoding;
import dev.tributary.wire.chunk.HistogramChunk;
import dev.tributary.wire.chunk.MalformedChunkException;
import dev.tributary.wire.chunk.XorChunk;
import dev.tributary.wire.prompb.LabelMessages;
import dev.tributary.wire.prompb.TimeSeriesReader;
import dev.tributary.wire.protobuf.MalformedProtobufException;
import dev.tributary.wire.protobuf.ProtoReader;
import dev.tributary.wire.protobuf.WireType;

/**
 * Reads a streamed response that arrives in pieces: {@code length:uvarint crc32c:u32 prometheus.ChunkedReadResponse}, frame
 * after frame. Holds one frame. Chunks may begin before and end after the times that were asked for; the sink chooses. One
 * thread, one response.
 */
public final class ChunkedResponseReader {
    private static final int CHECKSUM_BYTES = 4;

    private final int frameBytesMax;
    private final ReadResponseSink sink;
    private final ProtoReader in = new ProtoReader();
    private final LabelSlices labels = new LabelSlices();
    private final LabelMessages messages = new LabelMessages(in, labels, TimeSeriesReader.LABELS_MAX);
    private final XorChunk floats = new XorChunk();
    private final HistogramChunk wholes = new HistogramChunk(ChunkEncoding.HISTOGRAM);
    private final HistogramChunk fractions = new HistogramChunk(ChunkEncoding.FLOAT_HISTOGRAM);
    private byte[] buffer = {};
    private int size;
    private long frames;
    private int query = -1;

    /**
     * Takes the place to put series.
     *
     * @param frameBytesMax frames above this are refused before they are held
     */
    public ChunkedResponseReader(int frameBytesMax, ReadResponseSink sink) {
        this.frameBytesMax = frameBytesMax;
        this.sink = sink;
    }

    /**
     * Takes the next bytes and hands on every frame that is whole with them.
     *
     * @throws MalformedRemoteReadException for a frame that is too large, fails its checksum, or breaks its schema; the series
     *                                      of the frames before have reached the sink
     */
    public void feed(byte[] bytes, int offset, int length) throws MalformedRemoteReadException {
        if (buffer.length - size < length) {
            buffer = Arrays.copyOf(buffer, Math.max(Math.addExact(size, length), Math.min(2 * size, frameBytesMax)));
        }
        System.arraycopy(bytes, offset, buffer, size, length);
        size += length;
        int at = 0;
        for (int next = frame(at); next > at; next = frame(at)) {
            at = next;
        }
        System.arraycopy(buffer, at, buffer, 0, size - at);
        size -= at;
    }

    /**
     * Says that no bytes follow.
     *
     * @throws MalformedRemoteReadException when the response ends inside a frame
     */
    public void end() throws MalformedRemoteReadException {
        if (size > 0) {
            throw new MalformedRemoteReadException(
                    "remote read stream is cut: " + size + " bytes of frame " + (frames + 1), true);
        }
    }

    /** Frames read whole. */
    public long frames() {
        return frames;
    }

    /** Reads the frame that starts here and gives its end; its start again when it is not whole yet. */
    private int frame(int start) throws MalformedRemoteReadException {
        long length = 0;
        int at = start;
        for (int shift = 0;; shift += 7) {
            if (at == size) {
                return start;
            }
            byte b = buffer[at++];
            length |= (long) (b & 0x7f) << shift;
            if (length > frameBytesMax || shift > 28) {
                throw malformed("is larger than the limit of " + frameBytesMax + " bytes");
            }
            if (b >= 0) {
                break;
            }
        }
        int from = at + CHECKSUM_BYTES;
        if (size - at < CHECKSUM_BYTES + length) {
            return start;
        }
        check(at, from, (int) length);
        message(from, (int) length);
        frames++;
        return from + (int) length;
    }

    private void check(int at, int from, int length) throws MalformedRemoteReadException {
        CRC32C checksum = new CRC32C();
        checksum.update(buffer, from, length);
        int expected = 0;
        for (int i = at; i < from; i++) {
            expected = expected << 8 | buffer[i] & 0xff;
        }
        if ((int) checksum.getValue() != expected) {
            throw malformed("fails its checksum");
        }
    }

    private MalformedRemoteReadException malformed(String problem) {
        return new MalformedRemoteReadException("remote read stream: frame " + (frames + 1) + " " + problem, false);
    }

    private void message(int from, int length) throws MalformedRemoteReadException {
        in.reset(buffer, from, length);
        try {
            announceQuery();
            in.seek(from);
            while (!in.atEnd()) {
                int tag = in.tag();
                if (ProtoReader.field(tag) == 1) {
                    in.require(tag, WireType.BYTES);
                    series();
                } else {
                    in.skip(tag);
                }
            }
        } catch (MalformedProtobufException | MalformedChunkException e) {
            throw malformed("is malformed: " + e.getMessage());
        }
    }

    /** The query index stands behind the series in a frame, but counts for them. */
    private void announceQuery() throws MalformedProtobufException {
        long index = 0;
        while (!in.atEnd()) {
            int tag = in.tag();
            if (ProtoReader.field(tag) == 2) {
                in.require(tag, WireType.VARINT);
                index = in.varint();
            } else {
                in.skip(tag);
            }
        }
        if (index < 0 || index > Integer.MAX_VALUE) {
            throw in.malformed("query index " + index + " is out of range");
        }
        if (index != query) {
            query = (int) index;
            sink.query(query);
        }
    }

    private void series() throws MalformedProtobufException, MalformedChunkException {
        int outer = in.enter();
        int from = in.position();
        messages.start();
        messages.readRun();
        while (!in.atEnd()) {
            int tag = in.tag();
            if (ProtoReader.field(tag) == 1) {
                messages.readOne(tag);
            } else {
                in.skip(tag);
            }
        }
        messages.finish();
        sink.series(labels);
        in.seek(from);
        while (!in.atEnd()) {
            int tag = in.tag();
            if (ProtoReader.field(tag) == 2) {
                in.require(tag, WireType.BYTES);
                chunk();
            } else {
                in.skip(tag);
            }
        }
        in.leave(outer);
    }

    private void chunk() throws MalformedProtobufException, MalformedChunkException {
        int outer = in.enter();
        long encoding = 0;
        int from = in.position();
        int length = 0;
        while (!in.atEnd()) {
            int tag = in.tag();
            switch (ProtoReader.field(tag)) {
                case 3 -> {
                    in.require(tag, WireType.VARINT);
                    encoding = in.varint();
                }
                case 4 -> {
                    in.require(tag, WireType.BYTES);
                    length = in.length();
                    from = in.position();
                    in.seek(from + length);
                }
                default -> in.skip(tag);
            }
        }
        in.leave(outer);
        switch (ChunkEncoding.of(encoding)) {
            case XOR -> floats.read(buffer, from, length, sink);
            case HISTOGRAM -> wholes.read(buffer, from, length, sink);
            case FLOAT_HISTOGRAM -> fractions.read(buffer, from, length, sink);
            case null -> throw in.malformedAt(from, "chunk encoding " + encoding + " is not known");
        }
    }
}
