package dev.tributary.promql.exec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.tributary.model.Labels;

/**
 * Numbers the groups that series fall into by some of their labels: the named ones, or all but the named ones and the metric
 * name. Finding a known group makes no object. Not safe for several threads.
 */
public final class GroupIndex {
    private final String[] names;
    private final boolean without;
    private final List<Labels> firsts = new ArrayList<>();
    private int[] hashes = new int[64];
    /** Group number plus one by hash, 0 where free. */
    private int[] slots = new int[128];

    public GroupIndex(List<String> names, boolean without) {
        this.names = names.toArray(String[]::new);
        this.without = without;
    }

    /** Number of the group, a new one when its like has not been seen. */
    public int groupOf(Labels labels) {
        int hash = hash(labels);
        int slot = spread(hash) & (slots.length - 1);
        while (slots[slot] != 0) {
            int group = slots[slot] - 1;
            if (hashes[group] == hash && sameGroup(firsts.get(group), labels)) {
                return group;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        int group = firsts.size();
        firsts.add(labels);
        if (group == hashes.length) {
            hashes = Arrays.copyOf(hashes, 2 * group);
        }
        hashes[group] = hash;
        slots[slot] = group + 1;
        if (2 * firsts.size() > slots.length) {
            grow();
        }
        return group;
    }

    public int size() {
        return firsts.size();
    }

    /** The labels that make a group. */
    public Labels labels(int group) {
        List<String> list = List.of(names);
        return without ? firsts.get(group).dropAllOf(list) : firsts.get(group).keepOnly(list);
    }

    private void grow() {
        slots = new int[2 * slots.length];
        for (int group = 0; group < firsts.size(); group++) {
            int slot = spread(hashes[group]) & (slots.length - 1);
            while (slots[slot] != 0) {
                slot = (slot + 1) & (slots.length - 1);
            }
            slots[slot] = group + 1;
        }
    }

    private static int spread(int hash) {
        int mixed = hash * 0x9E3779B9;
        return mixed ^ mixed >>> 15;
    }

    private int hash(Labels labels) {
        int hash = 1;
        for (int i = 0; i < labels.size(); i++) {
            if (counts(labels.name(i))) {
                hash = 31 * (31 * hash + labels.name(i).hashCode()) + labels.value(i).hashCode();
            }
        }
        return hash;
    }

    private boolean sameGroup(Labels a, Labels b) {
        int i = nextCounting(a, 0);
        int j = nextCounting(b, 0);
        while (i < a.size() && j < b.size()) {
            if (!a.name(i).equals(b.name(j)) || !a.value(i).equals(b.value(j))) {
                return false;
            }
            i = nextCounting(a, i + 1);
            j = nextCounting(b, j + 1);
        }
        return i == a.size() && j == b.size();
    }

    private int nextCounting(Labels labels, int from) {
        int at = from;
        while (at < labels.size() && !counts(labels.name(at))) {
            at++;
        }
        return at;
    }

    private boolean counts(String name) {
        if (without && name.equals(Labels.NAME)) {
            return false;
        }
        for (String each : names) {
            if (each.equals(name)) {
                return !without;
            }
        }
        return without;
    }
}
