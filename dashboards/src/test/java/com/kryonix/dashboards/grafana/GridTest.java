package com.kryonix.dashboards.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GridTest {
    @Test
    void panelsStandBesideEachOtherUntilTheLineIsFull() {
        Grid grid = new Grid(1);
        assertThat(grid.place(12, 8)).isEqualTo(Grid.at(0, 1, 12, 8));
        assertThat(grid.place(12, 6)).isEqualTo(Grid.at(12, 1, 12, 6));
        assertThat(grid.place(8, 4)).as("below the higher of the two").isEqualTo(Grid.at(0, 9, 8, 4));
        assertThat(grid.bottom()).isEqualTo(13);
    }
}
