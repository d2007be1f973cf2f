"""Settings, one short file a concern."""

from fazhi.config.settings.apps import *  # noqa: F403
from fazhi.config.settings.database import *  # noqa: F403
from fazhi.config.settings.files import *  # noqa: F403
from fazhi.config.settings.locale import *  # noqa: F403
from fazhi.config.settings.security import *  # noqa: F403
from fazhi.config.settings.web import *  # noqa: F403
