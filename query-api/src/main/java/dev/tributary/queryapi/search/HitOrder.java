package dev.tributary.queryapi.search;

import java.util.Comparator;

import dev.tributary.model.Labels;
import dev.tributary.model.text.GoQuote;
import dev.tributary.queryapi.endpoint.ApiException;
import dev.tributary.queryapi.endpoint.ApiRequest;

/** In which order hits are given. */
enum HitOrder {
    ASCENDING,
    DESCENDING,
    /** The best first, equal ones by text. */
    SCORE;

    private static final Comparator<Hit> BY_TEXT = Comparator.comparing(Hit::text, Labels::compareUtf8);

    Comparator<Hit> comparator() {
        return switch (this) {
            case ASCENDING -> BY_TEXT;
            case DESCENDING -> BY_TEXT.reversed();
            case SCORE -> Comparator.comparingDouble(Hit::score).reversed().thenComparing(BY_TEXT);
        };
    }

    /**
     * The order that the parameters {@code sort_by} and {@code sort_dir} say.
     *
     * @param route names the route in errors
     * @throws ApiException when they say nothing that there is
     */
    static HitOrder of(ApiRequest request, String route) {
        String by = request.parameter("sort_by");
        String direction = request.parameter("sort_dir");
        if (!direction.isEmpty() && by.isEmpty()) {
            throw ApiException.badData("sort_dir is only valid when sort_by is set");
        }
        return switch (by) {
            case "", "alpha" -> switch (direction) {
                case "", "asc" -> ASCENDING;
                case "dsc" -> DESCENDING;
                default -> throw ApiException
                        .badData("invalid sort_dir " + GoQuote.quote(direction) + ": must be \"asc\" or \"dsc\"");
            };
            case "score" -> byScore(direction, request);
            default -> throw ApiException.badData("invalid sort_by " + GoQuote.quote(by) + " for " + route
                    + ": must be \"alpha\" or \"score\"");
        };
    }

    private static HitOrder byScore(String direction, ApiRequest request) {
        if (!direction.isEmpty()) {
            throw ApiException.badData("sort_dir is not supported for sort_by=score");
        }
        if (request.parameters().all("search[]").isEmpty()) {
            throw ApiException.badData("sort_by=score requires search[] to be set");
        }
        return SCORE;
    }
}
