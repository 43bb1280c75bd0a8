package dev.tributary.promql.check;

import java.util.List;

import dev.tributary.promql.ast.BinaryOperator;
import dev.tributary.promql.ast.Expr;
import dev.tributary.promql.ast.Span;
import dev.tributary.promql.ast.StringText;
import dev.tributary.promql.ast.ValueType;
import dev.tributary.promql.ast.VectorMatching;
import dev.tributary.promql.ast.VectorMatching.Cardinality;
import org.jspecify.annotations.Nullable;

/** Checks operand types of binary operators and whether their matching fits. */
final class BinaryChecker {
    private final Checker checker;
    private final String text;

    BinaryChecker(Checker checker, String text) {
        this.checker = checker;
        this.text = text;
    }

    Expr check(Expr.Binary last) {
        List<Expr.Binary> links = last.chain();
        Expr checked = checker.check(links.getFirst().left());
        for (Expr.Binary link : links) {
            checked = check(link, checked, checker.check(link.right()));
        }
        return checked;
    }

    private Expr check(Expr.Binary binary, Expr left, Expr right) {
        BinaryOperator operator = binary.operator();
        boolean bothScalar = left.type() == ValueType.SCALAR && right.type() == ValueType.SCALAR;
        if (binary.returnBool() && !operator.isComparison()) {
            throw checker.error(operatorSpan(binary), "bool modifier can only be used on comparison operators");
        }
        if (operator.isComparison() && !binary.returnBool() && bothScalar) {
            throw checker.error(operatorSpan(binary), "comparisons between scalars must use BOOL modifier");
        }
        VectorMatching matching = binary.matching();
        if (matching != null) {
            checkOverlap(binary, matching);
        }
        checkOperand(left);
        checkOperand(right);
        boolean bothVector = left.type() == ValueType.VECTOR && right.type() == ValueType.VECTOR;
        if (matching != null) {
            matching = bothVector ? checkVectors(binary, matching) : checkNoVectors(binary, matching);
        }
        if (!bothVector && operator.isSet()) {
            throw checker.error(binary.span(), "set operator " + StringText.quote(operator.symbol())
                    + " not allowed in binary scalar expression");
        }
        return new Expr.Binary(operator, left, right, matching, binary.returnBool());
    }

    private void checkOverlap(Expr.Binary binary, VectorMatching matching) {
        for (String label : matching.labels()) {
            if (matching.on() && matching.include().contains(label)) {
                throw checker.error(operatorSpan(binary), "label " + StringText.quote(label)
                        + " must not occur in ON and GROUP clause at once");
            }
        }
    }

    private void checkOperand(Expr operand) {
        if (operand.type() != ValueType.SCALAR && operand.type() != ValueType.VECTOR) {
            throw checker.error(operand.span(), "binary expression must contain only scalar and instant vector types");
        }
    }

    private VectorMatching checkVectors(Expr.Binary binary, VectorMatching matching) {
        if (!binary.operator().isSet()) {
            return matching;
        }
        if (matching.cardinality() != Cardinality.ONE_TO_ONE) {
            throw checker.error(binary.span(), "no grouping allowed for " + StringText.quote(binary.operator().symbol())
                    + " operation");
        }
        if (matching.hasFill()) {
            throw checker.error(binary.span(), "filling in missing series not allowed for set operators");
        }
        return matching.withCardinality(Cardinality.MANY_TO_MANY);
    }

    private @Nullable VectorMatching checkNoVectors(Expr.Binary binary,
            VectorMatching matching) {
        if (!matching.labels().isEmpty()) {
            throw checker.error(binary.span(), "vector matching only allowed between instant vectors");
        }
        if (matching.hasFill()) {
            throw checker.error(binary.span(), "filling in missing series only allowed between instant vectors");
        }
        return null;
    }

    /** The operator itself: what is left between the operands without blanks. */
    private Span operatorSpan(Expr.Binary binary) {
        int start = binary.left().span().end();
        while (start < text.length() && Character.isWhitespace(text.charAt(start))) {
            start++;
        }
        return new Span(start, binary.right().span().start());
    }
}
