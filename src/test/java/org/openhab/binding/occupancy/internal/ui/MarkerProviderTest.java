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

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.service.item.TestModel;
import org.openhab.core.common.registry.Provider;
import org.openhab.core.common.registry.ProviderChangeListener;
import org.openhab.core.ui.components.RootUIComponent;
import org.openhab.core.ui.components.UIComponent;

@DisplayName("Markers for a floor plan")
class MarkerProviderTest {

    private static final String HOME = "occupancy:home:home";
    private static final String BATH = "occupancy:location:home:bath";

    private final TestModel model = new TestModel();
    private final Deque<Runnable> scheduled = new ArrayDeque<>();
    private final ScheduledExecutorService scheduler = mock(ScheduledExecutorService.class);
    private final List<String> changes = new ArrayList<>();
    private LocationTree tree;
    private MarkerProvider provider;

    @BeforeEach
    void house() {
        when(scheduler.schedule(any(Runnable.class), anyLong(), any())).thenAnswer(call -> {
            scheduled.add(call.getArgument(0));
            return mock(ScheduledFuture.class);
        });
        model.location(HOME, "Home", null).location(BATH, "=\"Bath\" <b>", HOME);
        model.item("Switch", "Bath_Occ").link("Bath_Occ", BATH + ":occupancy");
        tree = new LocationTree(model.thingRegistry, model.itemRegistry, model.linkRegistry, label -> label, scheduler);
        provider = new MarkerProvider(tree, (key, arguments) -> key + String.join(" ", arguments));
        provider.addProviderChangeListener(new ProviderChangeListener<>() {
            @Override
            public void added(Provider<RootUIComponent> from, RootUIComponent element) {
                changes.add("added " + element.getUID());
            }

            @Override
            public void removed(Provider<RootUIComponent> from, RootUIComponent element) {
                changes.add("removed " + element.getUID());
            }

            @Override
            public void updated(Provider<RootUIComponent> from, RootUIComponent old, RootUIComponent element) {
                changes.add("updated " + element.getUID());
            }
        });
    }

    private void settle() {
        while (!scheduled.isEmpty()) {
            scheduled.pop().run();
        }
    }

    @Test
    void aLocationThatIsShownByAnItemHasOne() {
        assertThat(provider.getNamespace()).isEqualTo("ui:widget");
        RootUIComponent marker = provider.getAll().iterator().next();
        assertThat(provider.getAll()).hasSize(1);
        assertThat(marker.getUID()).isEqualTo("occupancy_home_bath");
        UIComponent link = inside(marker).get(0);
        assertThat(link.getConfig()).containsEntry("data-state", "=items['Bath_Occ'].state").containsEntry("href",
                "/page/occupancy");
        assertThat(inside(link).get(0).getConfig()).as("a label is never evaluated").containsEntry("content",
                "='=\"Bath\" <b>'");
    }

    @Test
    void aMarkerBringsItsOwnStyle() {
        RootUIComponent marker = provider.getAll().iterator().next();
        UIComponent link = inside(marker).get(0);

        assertThat(String.valueOf(marker.getConfig().get("stylesheet"))).contains(".occ-marker ", ".occ-chip ")
                .contains("." + link.getConfig().get("class") + " ");
    }

    @Test
    void markersComeAndGoWithLocationsAndItems() {
        model.item("Switch", "Home_Occ").link("Home_Occ", HOME + ":occupancy");
        settle();
        model.location(BATH, "Bath", HOME);
        settle();
        model.removeThing(BATH);
        settle();

        assertThat(changes).containsExactly("added occupancy_home", "updated occupancy_home_bath",
                "removed occupancy_home_bath");
        assertThat(provider.getAll()).extracting(RootUIComponent::getUID).containsExactly("occupancy_home");
    }

    @Test
    void nothingOfThemIsLeftWhenTheAddOnGoes() {
        provider.deactivate();
        tree.deactivate();

        assertThat(model.listeners()).isZero();
    }

    private static List<UIComponent> inside(UIComponent part) {
        Map<String, List<UIComponent>> slots = part.getSlots();
        return slots == null ? List.of() : slots.getOrDefault("default", List.of());
    }
}
