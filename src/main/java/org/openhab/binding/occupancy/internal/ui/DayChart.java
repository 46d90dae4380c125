/*
 * Copyright (c) 2026 The occupancy add-on authors
 *
 * See the NOTICE file(s) distributed with this work for additional
 * information.
 *
 * This program and the accompanying materials are made available under the
 * terms of the Eclipse Public License 2.0 which is available at
 * http://www.eclipse.org/legal/epl-2.0
 *
 * SPDX-License-Identifier: EPL-2.0
 */
package org.openhab.binding.occupancy.internal.ui;

import static org.openhab.binding.occupancy.internal.OccupancyBindingConstants.CHANNEL_OCCUPANCY;
import static org.openhab.binding.occupancy.internal.ui.Expressions.*;
import static org.openhab.binding.occupancy.internal.ui.Parts.*;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.eclipse.jdt.annotation.NonNullByDefault;
import org.eclipse.jdt.annotation.Nullable;
import org.openhab.binding.occupancy.internal.engine.model.Markup;
import org.openhab.core.ui.components.UIComponent;

/**
 * When locations were occupied today, as bars in rows, from what openHAB's default persistence keeps of their items.
 */
@NonNullByDefault
final class DayChart {

    private static final int ROW_PIXELS = 30;
    private static final int FRAME_PIXELS = 50;
    private static final int LABEL_PIXELS = 110;

    /** The UI draws nothing for this state. */
    private static final String NOTHING = "UNDEF";

    private final PageTexts words;

    DayChart(PageTexts words) {
        this.words = words;
    }

    /**
     * @param locations the locations, the first on top
     * @return the chart, or {@code null} if there is nothing to draw
     */
    @Nullable
    UIComponent of(List<LocationNode> locations) {
        List<LocationNode> rows = locations.stream().filter(each -> each.item(CHANNEL_OCCUPANCY) != null).toList();
        if (rows.isEmpty()) {
            return null;
        }
        List<String> labels = rows.stream().map(each -> shown(each.label())).toList();
        List<UIComponent> series = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            // the UI counts the rows from below
            series.add(series(rows.get(i), rows.size() - 1 - i));
        }
        UIComponent chart = chart(FRAME_PIXELS + ROW_PIXELS * rows.size() + "px", labels, series);
        return part("section", Map.of("class", "occ-card occ-timeline", "aria-label", words.text("page.today")),
                text("h3", "occ-name", words.text("page.today")),
                text("p", "occ-line occ-why", words.text("page.today.about")), chart);
    }

    private UIComponent chart(String height, List<String> labels, List<UIComponent> series) {
        UIComponent chart = part("oh-chart", Map.of("chartType", "day", "periodVisible", false, "height", height,
                "options", Map.of("backgroundColor", "transparent", "animation", false)));
        chart.addComponent("grid",
                part("oh-chart-grid", Map.of("containLabel", true, "left", 4, "right", 16, "top", 8, "bottom", 4)));
        chart.addComponent("xAxis",
                part("oh-time-axis", Map.of("gridIndex", 0, "axisLabel", Map.of("hideOverlap", true))));
        chart.addComponent("yAxis", part("oh-category-axis", Map.of("gridIndex", 0, "categoryType", "values", "data",
                labels, "axisLabel", Map.of("width", LABEL_PIXELS, "overflow", "truncate"))));
        chart.addComponent("tooltip", part("oh-chart-tooltip", Map.of()));
        series.forEach(each -> chart.addComponent("series", each));
        return chart;
    }

    private UIComponent series(LocationNode location, int row) {
        String item = location.item(CHANNEL_OCCUPANCY);
        String word = words.text("page.occupied");
        // persistence services have numbers for switches, or words
        String mapping = "state => " + choose("['ON', '1', '1.0'].includes(state)", quoted(word), quoted(NOTHING));
        // the UI makes HTML of the names of series
        return part("oh-state-series",
                Map.of("item", String.valueOf(item), "name", shown(Markup.escape(location.label())), "xAxisIndex", 0,
                        "yAxisIndex", 0, "yValue", row, "label", Map.of("show", false), "mapState", evaluated(mapping),
                        "stateColor", Map.of(word, LocationCard.OCCUPIED_COLOR)));
    }
}
