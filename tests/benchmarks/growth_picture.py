"""Two panels on logarithmic axes: processor time and peak memory by size. `picture` gives an SVG."""
import math

WIDTH, HEIGHT, LEFT, TOP, GAP, FOOT = 380, 300, 60, 40, 90, 150
COLOURS = ["#1b6ca8", "#d1495b", "#66a182", "#8d6a9f", "#c98b1b", "#444444"]


class Panel:
    def __init__(self, left, title, unit, all_points):
        sizes = [size for points in all_points for size, _ in points]
        values = [value for points in all_points for _, value in points]
        self.left, self.title, self.unit = left, title, unit
        self.x0, self.x1 = math.floor(math.log10(min(sizes))), math.ceil(math.log10(max(sizes)))
        self.y0, self.y1 = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))

    def x(self, size):
        return self.left + WIDTH * (math.log10(size) - self.x0) / (self.x1 - self.x0)

    def y(self, value):
        return TOP + HEIGHT * (1 - (math.log10(value) - self.y0) / (self.y1 - self.y0))

    def frame(self):
        out = [f'<text x="{self.left}" y="{TOP - 14}" font-weight="bold">{self.title}</text>']
        for power in range(self.x0, self.x1 + 1):
            x = self.x(10 ** power)
            out.append(f'<line x1="{x:.1f}" y1="{TOP}" x2="{x:.1f}" y2="{TOP + HEIGHT}" stroke="#ddd"/>')
            out.append(f'<text x="{x:.1f}" y="{TOP + HEIGHT + 18}" text-anchor="middle">10<tspan dy="-5" font-size="9">{power}</tspan></text>')
        for power in range(self.y0, self.y1 + 1):
            y = self.y(10 ** power)
            out.append(f'<line x1="{self.left}" y1="{y:.1f}" x2="{self.left + WIDTH}" y2="{y:.1f}" stroke="#ddd"/>')
            out.append(f'<text x="{self.left - 8}" y="{y + 4:.1f}" text-anchor="end">{10.0 ** power:g} {self.unit}</text>')
        return out

    def line(self, points, colour):
        path = " ".join(f"{self.x(size):.1f},{self.y(value):.1f}" for size, value in points)
        dots = [f'<circle cx="{self.x(size):.1f}" cy="{self.y(value):.1f}" r="3" fill="{colour}"/>' for size, value in points]
        return [f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>', *dots]


def picture(all_series):
    seconds = [[(size, max(time, 0.001)) for size, time, _ in points] for _, points in all_series]
    memory = [[(size, peak / 1e6) for size, _, peak in points] for _, points in all_series]
    panels = [Panel(LEFT, "Processor time by size", "s", seconds), Panel(LEFT + WIDTH + GAP, "Peak memory by size", "MB", memory)]
    width, height = LEFT + 2 * WIDTH + GAP + 30, TOP + HEIGHT + FOOT
    out = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12">',
           f'<rect width="{width}" height="{height}" fill="#fff"/>']
    for panel, columns in zip(panels, [seconds, memory]):
        out += panel.frame()
        for points, colour in zip(columns, COLOURS):
            out += panel.line(points, colour)
    for i, ((name, _), colour) in enumerate(zip(all_series, COLOURS)):
        y = TOP + HEIGHT + 45 + 17 * i
        out.append(f'<rect x="{LEFT}" y="{y - 8}" width="14" height="4" fill="{colour}"/>'
                   f'<text x="{LEFT + 22}" y="{y}">{name.replace("`", "")}</text>')
    return "\n".join(out) + "\n</svg>\n"
