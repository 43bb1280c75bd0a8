package dev.tributary.collector.events.api;

import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One page of a list.
 *
 * @param items           events as they came
 * @param resourceVersion of the list: the same on all its pages
 * @param next            token of the next page, empty on the last
 */
public record EventPage(List<JsonNode> items, String resourceVersion, String next) {
    public EventPage {
        items = List.copyOf(items);
    }
}
