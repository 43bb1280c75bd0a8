package dev.tributary.logql.parse;

import java.time.Duration;
import java.util.Random;

import dev.tributary.logql.RandomQuery;
import dev.tributary.logql.ast.Expr;
import dev.tributary.logql.ast.ExprLayout;
import dev.tributary.logql.ast.ExprText;
import dev.tributary.testkit.Seeded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

/** Random queries and random damage to them. */
final class QueryFuzzTest {
    private static final String ODD = "{}()[]|=~!<>\"`'\\,.-+*/%^#0a\u00e9\ud83d\n\0";

    @Seeded(runs = 2_000)
    void printingAndParsingIsTheIdentity(Random random) {
        String query = new RandomQuery(random).query();
        Expr expr = Parser.expression(query);
        String text = ExprText.format(expr);
        assertThat(Parser.expression(text)).as("%s printed as %s", query, text).isEqualTo(expr);
        assertThat(ExprText.format(Parser.expression(text))).isEqualTo(text);
        String layout = ExprLayout.format(expr);
        assertThat(Parser.expression(layout)).as("%s laid out as %s", query, layout).isEqualTo(expr);
    }

    @Seeded(runs = 2_000)
    void damagedQueriesEndInAParseErrorOrATree(Random random) {
        StringBuilder text = new StringBuilder(new RandomQuery(random).query());
        for (int i = random.nextInt(1, 6); i > 0 && !text.isEmpty(); i--) {
            damage(text, random);
        }
        assertEnds(text.toString());
    }

    private static void damage(StringBuilder text, Random random) {
        int at = random.nextInt(text.length());
        switch (random.nextInt(4)) {
            case 0 -> text.deleteCharAt(at);
            case 1 -> text.insert(at, ODD.charAt(random.nextInt(ODD.length())));
            case 2 -> text.insert(at, text.substring(random.nextInt(text.length())));
            default -> text.setLength(at);
        }
    }

    @Seeded(runs = 500)
    void anyTextEndsInAParseErrorOrATree(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(200); i > 0; i--) {
            text.append((char) (random.nextInt(10) == 0 ? random.nextInt(0x10000) : random.nextInt(128)));
        }
        assertEnds(text.toString());
    }

    private static void assertEnds(String text) {
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            try {
                assertThat(ExprText.format(Parser.expression(text))).isNotEmpty();
            } catch (ParseException e) {
                assertThat(e).hasMessageStartingWith("parse error");
            }
        });
    }
}
