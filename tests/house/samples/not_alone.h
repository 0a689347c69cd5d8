// A header that forgets an include: headers_alone_can_fail shows that the check sees it.
#pragma once

inline std::string forgot_the_include() { return {}; }
