from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class TimeRange(_message.Message):
    __slots__ = ("start_minute", "end_minute")
    START_MINUTE_FIELD_NUMBER: _ClassVar[int]
    END_MINUTE_FIELD_NUMBER: _ClassVar[int]
    start_minute: int
    end_minute: int
    def __init__(self, start_minute: _Optional[int] = ..., end_minute: _Optional[int] = ...) -> None: ...

class WeekdayHours(_message.Message):
    __slots__ = ("weekday", "ranges")
    WEEKDAY_FIELD_NUMBER: _ClassVar[int]
    RANGES_FIELD_NUMBER: _ClassVar[int]
    weekday: int
    ranges: _containers.RepeatedCompositeFieldContainer[TimeRange]
    def __init__(self, weekday: _Optional[int] = ..., ranges: _Optional[_Iterable[_Union[TimeRange, _Mapping]]] = ...) -> None: ...

class HoursException(_message.Message):
    __slots__ = ("first_day", "last_day", "ranges")
    FIRST_DAY_FIELD_NUMBER: _ClassVar[int]
    LAST_DAY_FIELD_NUMBER: _ClassVar[int]
    RANGES_FIELD_NUMBER: _ClassVar[int]
    first_day: str
    last_day: str
    ranges: _containers.RepeatedCompositeFieldContainer[TimeRange]
    def __init__(self, first_day: _Optional[str] = ..., last_day: _Optional[str] = ..., ranges: _Optional[_Iterable[_Union[TimeRange, _Mapping]]] = ...) -> None: ...

class OpeningHours(_message.Message):
    __slots__ = ("week", "exceptions", "open_on_public_holidays")
    WEEK_FIELD_NUMBER: _ClassVar[int]
    EXCEPTIONS_FIELD_NUMBER: _ClassVar[int]
    OPEN_ON_PUBLIC_HOLIDAYS_FIELD_NUMBER: _ClassVar[int]
    week: _containers.RepeatedCompositeFieldContainer[WeekdayHours]
    exceptions: _containers.RepeatedCompositeFieldContainer[HoursException]
    open_on_public_holidays: bool
    def __init__(self, week: _Optional[_Iterable[_Union[WeekdayHours, _Mapping]]] = ..., exceptions: _Optional[_Iterable[_Union[HoursException, _Mapping]]] = ..., open_on_public_holidays: bool = ...) -> None: ...
