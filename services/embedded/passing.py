"""An instance for the time of one command: its services answer on a socket of this process only."""

import asyncio
import contextlib
import threading
from collections.abc import Iterator

from services.embedded.instance import Instance
from services.embedded.wiring import Whole, whole

READY_SECONDS = 60.0


@contextlib.contextmanager
def embedded(instance: Instance) -> Iterator[str]:
    """The address of the services of `instance`, started here and stopped afterwards."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="embedded", daemon=True)
    thread.start()

    async def begin() -> Whole:
        services = await whole(instance, port=None, metrics_port=None)
        await services.start()
        await asyncio.wait_for(services.ready(), READY_SECONDS)
        return services

    services = asyncio.run_coroutine_threadsafe(begin(), loop).result()
    try:
        yield services.socket_address
    finally:
        asyncio.run_coroutine_threadsafe(services.stop(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
        loop.close()
