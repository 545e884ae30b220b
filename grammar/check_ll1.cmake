# Fails when the generated parser would have to predict: see LsqParser.g4.
file(READ ${PARSER} text)
if(text MATCHES "adaptivePredict")
  message(FATAL_ERROR "LsqParser.g4 has a decision that is not LL(1)")
endif()
