package com.kryonix.postgres.statements;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random lives of a view: whatever happens to entries, series never fall and their increases add up to the truth. */
class AccumulatorPropertyTest {
    private static final Owners.Names NAMES =
            new Owners.Names(Map.of(1L, "user1", 2L, "user2"), Map.of(1L, "database1", 2L, "database2"));
    private static final long SECOND = 1_000_000_000L;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 40})
    void increasesOfAllSeriesEqualWhatTheViewCounted(int topK) {
        long retired = 0;
        for (long seed = 1; seed <= 25; seed++) {
            retired += live(seed, topK);
        }
        assertThat(retired > 0)
                .as("series end where there are more statements than places")
                .isEqualTo(topK > 0);
    }

    /** How many series ended. */
    private static long live(long seed, int topK) {
        Random random = new Random(seed);
        String story = "seed " + seed + ", top " + topK;
        SimulatedView view = new SimulatedView(random, seed % 2 == 0, 25);
        Accumulator accumulator = new Accumulator(options(topK));
        accumulator.owners().learn(NAMES);
        ExposedSeries exposed = new ExposedSeries();
        long now = random.nextLong();
        for (int scrape = 0; scrape < 62; scrape++) {
            // At the end nothing happens, so that every series comes to show what it counted.
            if (scrape < 60) {
                act(view, random);
            }
            Snapshot snapshot = accumulator.next();
            view.read(snapshot, scrape == 0);
            accumulator.accept(snapshot, now);
            now += 15 * SECOND;
            exposed.scrape(accumulator);
            check(view, exposed, accumulator, story + ", scrape " + scrape);
        }
        checkAllIsShown(view, exposed, story);
        assertThat(accumulator.membership().members()).as(story).hasSizeLessThanOrEqualTo(topK);
        return accumulator.membership().retired();
    }

    /** Short windows and small limits, so that much comes and goes. */
    private static StatementsOptions options(int topK) {
        return new StatementsOptions(
                topK, 0, 100, 1.2, Duration.ofSeconds(30), 1000, Duration.ofSeconds(20), Duration.ZERO);
    }

    private static void act(SimulatedView view, Random random) {
        int actions = random.nextInt(30);
        for (int i = 0; i < actions; i++) {
            switch (random.nextInt(40)) {
                case 0 -> view.evictSome();
                case 1 -> view.resetOne();
                case 2 -> {
                    if (random.nextInt(4) == 0) {
                        view.resetAll();
                    }
                }
                default -> view.execute();
            }
        }
    }

    private static void checkAllIsShown(SimulatedView view, ExposedSeries exposed, String story) {
        view.truth()
                .forEach((owner, truth) -> assertThat(
                                exposed.of("user" + Snapshot.userid(owner), "database" + Snapshot.dbid(owner)))
                        .as("%s: shown of owner %d", story, owner)
                        .containsExactly(truth));
    }

    private static void check(SimulatedView view, ExposedSeries exposed, Accumulator accumulator, String story) {
        for (long user = 1; user <= SimulatedView.USERS; user++) {
            for (long database = 1; database <= SimulatedView.DATABASES; database++) {
                double[] truth = view.truth().getOrDefault(Snapshot.owner(user, database), new double[Counter.COUNT]);
                assertThat(exposed.soonOf("user" + user, "database" + database))
                        .as("%s: user %d, database %d", story, user, database)
                        .containsExactly(truth);
            }
        }
        double calls = view.truth().values().stream()
                .mapToDouble(seen -> seen[Counter.CALLS.place()])
                .sum();
        assertThat(accumulator.owners().databases().stream()
                        .mapToDouble(Owner.Database::calls)
                        .sum())
                .as("%s: totals of databases", story)
                .isEqualTo(calls);
        assertThat(accumulator.statements().size())
                .as("%s: statements remembered", story)
                .isLessThanOrEqualTo(
                        view.size() + accumulator.membership().members().size());
    }
}
