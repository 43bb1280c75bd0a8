package dev.tributary.app.demo.server;

import java.time.Duration;
import java.util.List;

/**
 * How the Prometheus of an unlucky cluster misbehaves, over and over: honest for a while at first, then every fault that
 * federation meets in real life, with time between them to recover.
 */
public enum Misbehaviour {
    NONE("answers as it should"),
    SLOW("takes longer than its collector waits"),
    CUT(
            "breaks the connection in the middle of its page"),
    FAILING(
            "answers 503, as a Prometheus does that replays its log"),
    DOWN("refuses every connection");

    private record Episode(Misbehaviour what, int fromSecond, int toSecond) {
    }

    private static final List<Episode> ROUND = List.of(new Episode(SLOW, 75, 90), new Episode(CUT, 130, 145),
            new Episode(FAILING, 190, 210), new Episode(DOWN, 250, 290));
    private static final int ROUND_SECONDS = 330;

    private final String description;

    Misbehaviour(String description) {
        this.description = description;
    }

    /** Queries are answered all the same. */
    boolean onlyPages() {
        return this == SLOW || this == CUT;
    }

    /** What it does, to follow a cluster's name. */
    public String description() {
        return description;
    }

    /** What happens this long after the start. */
    public static Misbehaviour after(Duration started) {
        long second = started.toSeconds() % ROUND_SECONDS;
        return ROUND.stream().filter(episode -> second >= episode.fromSecond() && second < episode.toSecond())
                .map(Episode::what).findFirst().orElse(NONE);
    }
}
