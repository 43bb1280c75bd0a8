package dev.tributary.logql.exec;

import dev.tributary.logql.ast.BinaryOperator;
import dev.tributary.logql.ast.MetricExpr;
import dev.tributary.logql.window.StepValues;

/** {@code and}, {@code or} and {@code unless}: keep elements by whether the other side has one in their group. */
final class SetOperation {
    private final MetricExpr.Binary binary;

    SetOperation(MetricExpr.Binary binary) {
        this.binary = binary;
    }

    Vectors apply(Vectors left, Vectors right) {
        MatchKeys keys = new MatchKeys(binary.matching());
        int[] leftGroups = keys.of(left);
        int[] rightGroups = keys.of(right);
        Vectors result = new Vectors(left.steps());
        if (binary.operator() == BinaryOperator.OR) {
            boolean[][] inLeft = presence(left, leftGroups, keys.count());
            for (int i = 0; i < left.size(); i++) {
                result.add(left.labels(i), left.values(i));
            }
            keep(right, rightGroups, inLeft, false, result);
        } else {
            boolean[][] inRight = presence(right, rightGroups, keys.count());
            keep(left, leftGroups, inRight, binary.operator() == BinaryOperator.AND, result);
        }
        return result;
    }

    private static boolean[][] presence(Vectors vectors, int[] groups, int count) {
        boolean[][] presence = new boolean[vectors.steps()][count];
        for (int i = 0; i < vectors.size(); i++) {
            for (int step = 0; step < vectors.steps(); step++) {
                presence[step][groups[i]] |= vectors.values(i).has(step);
            }
        }
        return presence;
    }

    private static void keep(Vectors from, int[] groups, boolean[][] presence, boolean wanted, Vectors into) {
        for (int i = 0; i < from.size(); i++) {
            StepValues kept = new StepValues(from.steps());
            for (int step = 0; step < from.steps(); step++) {
                if (from.values(i).has(step) && presence[step][groups[i]] == wanted) {
                    kept.set(step, from.values(i).get(step));
                }
            }
            if (!kept.isEmpty()) {
                into.add(from.labels(i), kept);
            }
        }
    }
}
