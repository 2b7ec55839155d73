"""What an object works out when it is first asked for, and then keeps.

Like `functools.cached_property`, which in Python 3.11 makes all threads wait for one another and
takes three times as long.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

Value = TypeVar("Value")


class lazily(Generic[Value]):  # noqa: N801  (used as a decorator, like `property`)
    """A property that is worked out once for each object."""

    def __init__(self, find: Callable[[Any], Value]) -> None:
        """`find` works the value out."""
        self._find = find
        self._name = find.__name__
        self.__doc__ = find.__doc__

    @overload
    def __get__(self, instance: None, owner: type) -> lazily[Value]: ...

    @overload
    def __get__(self, instance: object, owner: type) -> Value: ...

    def __get__(self, instance: object | None, owner: type) -> lazily[Value] | Value:
        """Return the value, and put it where the next look finds it before this property."""
        if instance is None:
            return self
        value = instance.__dict__[self._name] = self._find(instance)
        return value
