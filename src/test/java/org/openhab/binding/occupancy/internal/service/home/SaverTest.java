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
package org.openhab.binding.occupancy.internal.service.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.openhab.binding.occupancy.internal.engine.model.EngineResult;
import org.openhab.binding.occupancy.internal.engine.model.RestoreResult;
import org.openhab.binding.occupancy.internal.service.TestOpenHab;
import org.openhab.binding.occupancy.internal.service.runtime.Progress;
import org.openhab.binding.occupancy.internal.service.runtime.SnapshotStore;
import org.openhab.binding.occupancy.internal.source.OccupancyModel;
import org.openhab.core.storage.Storage;

class SaverTest {

    /** Whatever is wrong with what is stored, it ends no start, this one or the next. */
    @Test
    void whatCannotBeReadBackIsKeptAside() {
        Map<String, String> stored = new HashMap<>(Map.of("snapshot", "{\"version\":1}"));
        @SuppressWarnings("unchecked")
        Storage<String> storage = mock(Storage.class);
        when(storage.get(any())).thenAnswer(call -> stored.get(call.<String> getArgument(0)));
        when(storage.put(any(), any())).thenAnswer(call -> stored.put(call.getArgument(0), call.getArgument(1)));
        when(storage.remove(any())).thenAnswer(call -> stored.remove(call.<String> getArgument(0)));
        OccupancyModel model = mock(OccupancyModel.class);
        RestoreResult nothing = new RestoreResult(new EngineResult(java.util.List.of(), null), java.util.List.of());
        when(model.restoreState(any(), any())).thenThrow(new IllegalStateException("broken")).thenReturn(nothing);

        new Saver(new SnapshotStore(storage, () -> TestOpenHab.START), model, new Progress())
                .restore(TestOpenHab.START);

        assertThat(stored).doesNotContainKey("snapshot").containsEntry("snapshot-unreadable", "{\"version\":1}");
    }
}
