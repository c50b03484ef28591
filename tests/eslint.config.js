import js from "@eslint/js";
import globals from "globals";

const inBrowser = { ...globals.browser, Plotly: "readonly" };

export default [
  { ignores: ["jacviz/live/vendor/**"] },
  js.configs.recommended,
  {
    rules: {
      "no-unused-vars": ["error", { ignoreRestSiblings: true, argsIgnorePattern: "^_" }],
      "one-var": ["error", "never"],
      "prefer-const": "error",
      eqeqeq: "error",
    },
  },
  { files: ["jacviz/**", "tests/*/**"], languageOptions: { globals: inBrowser } },
  { files: ["tests/*.js"], languageOptions: { globals: globals.node } },
];
