package dev.tributary.promql.exec.aggregate;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import dev.tributary.model.Labels;

/**
 * The hash by which {@code limit_ratio} chooses: xxHash64 of all names and values, each behind its length (one byte, or 255
 * and three bytes from 255 on), so that the same series are chosen as by Prometheus.
 */
final class LabelHash {
    private static final long PRIME1 = 0x9E3779B185EBCA87L;
    private static final long PRIME2 = 0xC2B2AE3D27D4EB4FL;
    private static final long PRIME3 = 0x165667B19E3779F9L;
    private static final long PRIME4 = 0x85EBCA77C2B2AE63L;
    private static final long PRIME5 = 0x27D4EB2F165667C5L;
    /** Sum of the first two primes, modulo 2^64. */
    private static final long LANE1 = 0x60EA27EEADC0B5D6L;
    private static final int ONE_BYTE_LENGTH_MAX = 254;

    private LabelHash() {
    }

    /** The hash as a share of all hashes, in [0, 1]. */
    static double offset(Labels labels) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
        labels.forEach((name, value) -> {
            write(bytes, name);
            write(bytes, value);
        });
        return unsigned(xxHash64(bytes.toByteArray())) / 0x1p64;
    }

    private static double unsigned(long bits) {
        // Halve with the lost bit kept, so that the conversion rounds as that of an unsigned number.
        return bits >= 0 ? bits : 2.0 * ((bits >>> 1) | (bits & 1));
    }

    private static void write(ByteArrayOutputStream out, String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length <= ONE_BYTE_LENGTH_MAX) {
            out.write(utf8.length);
        } else {
            out.write(ONE_BYTE_LENGTH_MAX + 1);
            out.write(utf8.length);
            out.write(utf8.length >>> 8);
            out.write(utf8.length >>> 16);
        }
        out.writeBytes(utf8);
    }

    static long xxHash64(byte[] data) {
        int at = 0;
        long hash;
        if (data.length >= 32) {
            long[] lanes = {LANE1, PRIME2, 0, -PRIME1};
            while (at + 32 <= data.length) {
                for (int lane = 0; lane < lanes.length; lane++) {
                    lanes[lane] = round(lanes[lane], longAt(data, at));
                    at += Long.BYTES;
                }
            }
            hash = Long.rotateLeft(lanes[0], 1) + Long.rotateLeft(lanes[1], 7) + Long.rotateLeft(lanes[2], 12)
                    + Long.rotateLeft(lanes[3], 18);
            for (long lane : lanes) {
                hash = (hash ^ round(0, lane)) * PRIME1 + PRIME4;
            }
        } else {
            hash = PRIME5;
        }
        return finish(hash + data.length, data, at);
    }

    private static long finish(long start, byte[] data, int from) {
        long hash = start;
        int at = from;
        for (; at + 8 <= data.length; at += 8) {
            hash = Long.rotateLeft(hash ^ round(0, longAt(data, at)), 27) * PRIME1 + PRIME4;
        }
        if (at + 4 <= data.length) {
            hash = Long.rotateLeft(hash ^ intAt(data, at) * PRIME1, 23) * PRIME2 + PRIME3;
            at += 4;
        }
        for (; at < data.length; at++) {
            hash = Long.rotateLeft(hash ^ (data[at] & 0xff) * PRIME5, 11) * PRIME1;
        }
        hash = (hash ^ hash >>> 33) * PRIME2;
        hash = (hash ^ hash >>> 29) * PRIME3;
        return hash ^ hash >>> 32;
    }

    private static long round(long lane, long input) {
        return Long.rotateLeft(lane + input * PRIME2, 31) * PRIME1;
    }

    private static long longAt(byte[] data, int at) {
        return intAt(data, at) | intAt(data, at + 4) << 32;
    }

    private static long intAt(byte[] data, int at) {
        return data[at] & 0xffL | (data[at + 1] & 0xffL) << 8 | (data[at + 2] & 0xffL) << 16
                | (data[at + 3] & 0xffL) << 24;
    }
}
