package dev.tributary.app.demo.world;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Draws names as Kubernetes draws them. */
final class Ids {
    /** Kubernetes leaves out vowels and digits that look like them, so that no word appears. */
    private static final String SAFE = "bcdfghjklmnpqrstvwxz2456789";
    private static final String HEX = "0123456789abcdef";

    private final RandomGenerator random;

    Ids(RandomGenerator random) {
        this.random = random;
    }

    /** The end of a pod's name. */
    String podSuffix() {
        return draw(SAFE, 5);
    }

    /** The hash of a pod template. */
    String templateHash() {
        return draw(SAFE, 10);
    }

    /** The id of a container. */
    String containerId() {
        return draw(HEX, 64);
    }

    String uid() {
        return draw(HEX, 8) + "-" + draw(HEX, 4) + "-4" + draw(HEX, 3) + "-a" + draw(HEX, 3) + "-" + draw(HEX, 12);
    }

    /** The id of what has this name, always the same. */
    String of(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private String draw(String alphabet, int length) {
        StringBuilder text = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            text.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return text.toString();
    }
}
