package dev.tributary.aggregator.storage.series;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class KnownFormsTest {
    private final KnownForms forms = new KnownForms();

    @Test
    void whatWasLearntIsFoundWithAnyGuess() {
        for (int ref = 0; ref < 20_000; ref++) {
            forms.learn(ref, ref + 1, -ref);
        }
        for (int ref = 0; ref < 20_000; ref++) {
            assertThat(forms.find(ref + 1, -ref, ref)).isEqualTo(ref);
            assertThat(forms.find(ref + 1, -ref, -1)).isEqualTo(ref);
            assertThat(forms.find(ref + 1, -ref, 1_000_000)).isEqualTo(ref);
            assertThat(forms.find(ref + 1, 1 - ref, ref)).isEqualTo(-1);
        }
    }

    @Test
    void aSeriesHasTheFormItWasMetInLast() {
        forms.learn(5000, 1, 1);
        forms.learn(5000, 2, 1);
        assertThat(forms.find(1, 1, 5000)).isEqualTo(-1);
        assertThat(forms.find(2, 1, -1)).isEqualTo(5000);
        forms.learn(5000, 2, 1);
        assertThat(forms.find(2, 1, -1)).isEqualTo(5000);
    }

    @Test
    void aForgottenSeriesIsNotFound() {
        forms.learn(3, 7, 8);
        forms.forget(3);
        forms.forget(100_000);
        assertThat(forms.find(7, 8, 3)).isEqualTo(-1);
    }

    @Test
    void manyChangesNeedNoMoreMemory() {
        forms.learn(1, 1, 1);
        long bytes = forms.bytes();
        for (int i = 2; i < 10_000; i++) {
            forms.learn(1, i, i);
        }
        assertThat(forms.bytes()).isEqualTo(bytes);
    }
}
