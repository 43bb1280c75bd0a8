package dev.tributary.aggregator.storage.verify;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.Consumer;

import dev.tributary.aggregator.storage.rocks.RocksCursor;
import dev.tributary.aggregator.storage.rocks.StoreIoException;

/**
 * Walks all keys of a family and gets over blocks that cannot be read: it looks for the next readable key in steps that
 * double, so that what is missed is at most as much again as what is damaged.
 */
final class KeyWalk {
    /** Cluster, kind, metric and id of a chunk, which is where neighbours differ. */
    private static final int BYTES = 13;

    private final RocksCursor cursor;
    private byte[] last = new byte[BYTES];
    private boolean started;

    KeyWalk(RocksCursor cursor) {
        this.cursor = cursor;
    }

    /** Moves to the next readable row; false at the end. A gap is described. */
    boolean next(Consumer<String> gap) {
        try {
            boolean more = started ? cursor.next() : cursor.seekToFirst();
            started = true;
            remember(more);
            return more;
        } catch (StoreIoException e) {
            return skip(gap, e);
        }
    }

    private boolean skip(Consumer<String> gap, StoreIoException damage) {
        started = true;
        BigInteger from = new BigInteger(1, last);
        for (int doubling = 0; doubling < 8 * BYTES; doubling++) {
            BigInteger target = from.add(BigInteger.ONE.shiftLeft(doubling));
            if (target.bitLength() > 8 * BYTES) {
                break;
            }
            try {
                boolean more = cursor.seek(bytes(target));
                gap.accept("not readable after key " + HexFormat.of().formatHex(last) + (more
                        ? " up to " + HexFormat.of().formatHex(cursor.key(), 0, Math.min(BYTES, cursor.keyLength()))
                        : " up to the end") + ": " + damage.getMessage());
                remember(more);
                return more;
            } catch (StoreIoException e) {
                // Still within what is damaged.
            }
        }
        gap.accept("not readable after key " + HexFormat.of().formatHex(last) + ": " + damage.getMessage());
        return false;
    }

    private void remember(boolean more) {
        if (more) {
            last = Arrays.copyOf(Arrays.copyOf(cursor.key(), cursor.keyLength()), BYTES);
        }
    }

    private static byte[] bytes(BigInteger number) {
        byte[] magnitude = number.toByteArray();
        byte[] key = new byte[BYTES];
        int length = Math.min(BYTES, magnitude.length);
        System.arraycopy(magnitude, magnitude.length - length, key, BYTES - length, length);
        return key;
    }
}
