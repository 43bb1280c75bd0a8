package dev.tributary.model.port;

import java.util.List;

import dev.tributary.model.Exemplar;
import dev.tributary.model.Labels;

/** The exemplars of one series in time order. */
public record SeriesExemplars(Labels series, List<Exemplar> exemplars) {
    public SeriesExemplars {
        exemplars = List.copyOf(exemplars);
    }
}
