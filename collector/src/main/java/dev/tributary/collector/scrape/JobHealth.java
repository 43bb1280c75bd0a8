package dev.tributary.collector.scrape;

import java.util.List;
import java.util.Map;

/**
 * How a scrape job fares, for the status page.
 *
 * @param job        its name
 * @param ready      true when all targets of the beginning were scraped once, with whatever result
 * @param discovered true when every source of targets was read once
 * @param targets    its targets
 * @param dropped    how many addresses relabeling dropped
 * @param shown      the labels of some of these
 * @param invalid    how many addresses are no targets by their labels
 * @param problem    why the first of them is none, empty where there is none
 */
public record JobHealth(String job, boolean ready, boolean discovered, List<TargetHealth> targets, int dropped,
        List<Map<String, String>> shown, int invalid, String problem) {
    public JobHealth {
        targets = List.copyOf(targets);
        shown = List.copyOf(shown);
    }
}
