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
package org.openhab.binding.occupancy.internal.console;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.lenient;
import static org.mockito.Mockito.mock;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.openhab.core.persistence.FilterCriteria;
import org.openhab.core.persistence.FilterCriteria.Ordering;
import org.openhab.core.persistence.HistoricItem;
import org.openhab.core.persistence.PersistenceService;
import org.openhab.core.persistence.PersistenceServiceRegistry;
import org.openhab.core.persistence.QueryablePersistenceService;
import org.openhab.core.types.State;

/**
 * A persistence service that does what openHAB asks of one, and the registry that knows it.
 */
final class FakePersistence {

    private record Kept(ZonedDateTime timestamp, String name, State state) {

        HistoricItem toItem() {
            HistoricItem item = mock(HistoricItem.class);
            lenient().when(item.getTimestamp()).thenReturn(timestamp);
            lenient().when(item.getName()).thenReturn(name);
            lenient().when(item.getState()).thenReturn(state);
            return item;
        }
    }

    final QueryablePersistenceService service = mock(QueryablePersistenceService.class);
    final PersistenceServiceRegistry registry = mock(PersistenceServiceRegistry.class);
    final List<FilterCriteria> queries = new ArrayList<>();
    private final List<Kept> kept = new ArrayList<>();
    private final Map<String, String> aliases = new HashMap<>();
    private final Map<String, RuntimeException> faults = new HashMap<>();
    private boolean honoursPages = true;

    FakePersistence() {
        PersistenceService mute = mock(PersistenceService.class);
        lenient().when(mute.getId()).thenReturn("mqtt");
        lenient().when(service.getId()).thenReturn("influxdb");
        lenient().when(service.query(any())).thenAnswer(call -> query(call.getArgument(0)));
        lenient().when(registry.getDefault()).thenReturn(service);
        lenient().when(registry.get("influxdb")).thenReturn(service);
        lenient().when(registry.get("mqtt")).thenReturn(mute);
        lenient().when(registry.getAll()).thenReturn(Set.of(mute, service));
    }

    void keep(String item, Instant at, State state) {
        kept.add(new Kept(at.atZone(ZoneOffset.ofHours(2)), item, state));
    }

    /** As openHAB does: asks the service by the name under which it keeps an item. */
    final AliasQuery aliasQuery = new AliasQuery() {

        @Override
        public HistoricItem latest(String item, ZonedDateTime until, String service) {
            return query(new FilterCriteria().setItemName(aliases.getOrDefault(item, item)).setEndDate(until)
                    .setOrdering(Ordering.DESCENDING).setPageSize(1)).stream().findFirst().orElse(null);
        }

        @Override
        public Iterable<HistoricItem> between(String item, ZonedDateTime begin, ZonedDateTime end, String service) {
            return query(new FilterCriteria().setItemName(aliases.getOrDefault(item, item)).setBeginDate(begin)
                    .setEndDate(end).setOrdering(Ordering.ASCENDING));
        }
    };

    /** The service keeps an item under another name. */
    void alias(String item, String alias) {
        aliases.put(item, alias);
    }

    void breakDown(String item, RuntimeException fault) {
        faults.put(item, fault);
    }

    /** From now on it answers with all that it has, whatever the size of the page. */
    void ignorePages() {
        honoursPages = false;
    }

    private List<HistoricItem> query(FilterCriteria filter) {
        queries.add(filter);
        RuntimeException fault = faults.get(filter.getItemName());
        if (fault != null) {
            throw fault;
        }
        ZonedDateTime begin = filter.getBeginDate();
        ZonedDateTime end = filter.getEndDate();
        List<Kept> found = new ArrayList<>(kept.stream()
                .filter(each -> each.name().equals(filter.getItemName())
                        && (begin == null || !each.timestamp().toInstant().isBefore(begin.toInstant()))
                        && (end == null || !each.timestamp().toInstant().isAfter(end.toInstant())))
                .toList());
        // stable: what happened at one instant stays as it was kept
        found.sort((a, b) -> a.timestamp().toInstant().compareTo(b.timestamp().toInstant())
                * (filter.getOrdering() == Ordering.ASCENDING ? 1 : -1));
        return found.stream().limit(honoursPages ? filter.getPageSize() : Long.MAX_VALUE).map(Kept::toItem).toList();
    }
}
