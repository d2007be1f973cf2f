/* Charts of measures: drawn as SVG from the same figures as the table beside them, so that they print sharply. */
(function () {
  "use strict";

  function option(data) {
    var ink = "#171c24", soft = "#5d6673", line = "#d5dae1", blue = "#1f4e8c";
    var series = {
      type: data.line ? "line" : "bar",
      data: data.values,
      barMaxWidth: 36,
      symbolSize: 7,
      connectNulls: false,
      itemStyle: { color: blue },
      label: { show: data.values.length <= 12, position: "top", color: ink, fontSize: 12 }
    };
    if (data.target !== null && data.line) {
      series.markLine = {
        silent: true, symbol: "none", data: [{ yAxis: data.target }],
        lineStyle: { color: soft, type: "dashed" }, label: { formatter: "目标", color: soft }
      };
    }
    return {
      animation: false,
      grid: { left: 8, right: 40, top: 32, bottom: 8, containLabel: true },
      tooltip: { trigger: "axis", valueFormatter: function (v) { return v === null || v === undefined ? "无此类事项" : v + data.unit; } },
      xAxis: { type: "category", data: data.labels, axisLabel: { color: soft, hideOverlap: true }, axisLine: { lineStyle: { color: line } } },
      yAxis: { type: "value", name: data.unit, nameTextStyle: { color: soft }, axisLabel: { color: soft }, splitLine: { lineStyle: { color: line } } },
      series: [series]
    };
  }

  document.querySelectorAll("[data-chart]").forEach(function (box) {
    var told = document.getElementById(box.dataset.chart);
    if (!told || !window.echarts) { return; }
    var data = JSON.parse(told.textContent);
    if (!data.values.some(function (v) { return v !== null; })) { return; }
    box.hidden = false;
    // The table below says the same to who cannot see the picture.
    box.setAttribute("aria-hidden", "true");
    var chart = window.echarts.init(box, null, { renderer: "svg" });
    chart.setOption(option(data));
    window.addEventListener("resize", function () { chart.resize(); });
    window.addEventListener("beforeprint", function () { chart.resize(); });
  });
})();
