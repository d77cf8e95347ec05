"""Packs lines and polygons so that what two shapes share is written once (the idea is TopoJSON's).

A file is {"scale", "arcs", "shapes", "labels"}. An arc is a string: its points as whole multiples of
1/scale degree, the first absolute, the rest as steps, each number zigzagged and cut into groups of five bits, the
lowest first, one character a group, with the sixth bit set when more groups follow.
A shape is {"kind": "polygon" | "line", "items": [[properties, parts], ...]}; a polygon's part is a list of
rings, a line's part a list of arc numbers, and ~n is arc n from its end.
"""

from collections import Counter

import shapely

ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'


def lines_of(geometry):
    """The LineStrings in a geometry."""
    return [part for part in shapely.get_parts(shapely.line_merge(geometry)) if part.geom_type == 'LineString']


def polygons_of(geometry):
    """The Polygons in a geometry."""
    parts = shapely.get_parts(geometry)
    return [polygon for part in parts for polygon in (polygons_of(part) if 'Multi' in part.geom_type or 'Coll' in part.geom_type else [part] if part.geom_type == 'Polygon' else [])]


def edges_of(polygon):
    for part in polygons_of(polygon):
        for ring in [part.exterior, *part.interiors]:
            points = [tuple(point) for point in ring.coords]
            yield from ((min(a, b), max(a, b)) for a, b in zip(points, points[1:]))


def merged(edges):
    return shapely.line_merge(shapely.MultiLineString([list(edge) for edge in edges])) if edges else shapely.MultiLineString()


def inner_edges(polygons, keys):
    """The borders between polygons of different keys."""
    owners = {}
    for polygon, key in zip(polygons, keys):
        for edge in edges_of(polygon):
            owners.setdefault(edge, set()).add(key)
    return merged([edge for edge, keys_of_edge in owners.items() if len(keys_of_edge) > 1])


def outer_edges(polygons, keep=lambda a, b: True):
    """The edges that one polygon alone has: shores."""
    count = Counter(edge for polygon in polygons for edge in edges_of(polygon))
    return merged([edge for edge, n in count.items() if n == 1 and keep(*edge)])


class Pack:
    def __init__(self, scale):
        self.scale = scale
        self.shapes = {}
        self.paths = []

    def _path(self, points, closed):
        result = []
        for x, y in points:
            point = (round(x * self.scale), round(y * self.scale))
            if not result or result[-1] != point:
                result.append(point)
        if len(result) < (4 if closed else 2):
            return None
        self.paths.append((result, closed))
        return len(self.paths) - 1

    def add(self, name, kind, items):
        """items: pairs of properties and a geometry."""
        packed = []
        for properties, geometry in items:
            parts = []
            if kind == 'line':
                parts = [path for line in lines_of(geometry) if (path := self._path(line.coords, False)) is not None]
            else:
                for polygon in polygons_of(geometry):
                    rings = [self._path(ring.coords, True) for ring in [polygon.exterior, *polygon.interiors]]
                    if rings[0] is not None:
                        parts.append([ring for ring in rings if ring is not None])
            if parts:
                packed.append((properties, parts))
        self.shapes[name] = (kind, packed)

    def _junctions(self):
        neighbours, junctions = {}, set()
        for points, closed in self.paths:
            last = len(points) - 1
            if not closed:
                junctions.update((points[0], points[-1]))
            for i in range(0 if closed else 1, last):
                around = frozenset((points[i - 1] if i else points[last - 1], points[i + 1]))
                if neighbours.setdefault(points[i], around) != around:
                    junctions.add(points[i])
        return junctions

    def packed(self, labels):
        junctions, known, arcs = self._junctions(), {}, []

        def arc(points):
            points = tuple(points)
            if points in known:
                return known[points]
            if points[::-1] in known:
                return ~known[points[::-1]]
            known[points] = len(arcs)
            arcs.append(encoded(points))
            return known[points]

        def cut(points, closed):
            if closed:
                # A ring starts where arcs meet, or where any other copy of it would start.
                ring = points[:-1]
                start = next((i for i, point in enumerate(ring) if point in junctions), None)
                if start is None:
                    start = ring.index(min(ring))
                points = ring[start:] + ring[:start] + [ring[start]]
            result, begin = [], 0
            for i in range(1, len(points)):
                if points[i] in junctions or i == len(points) - 1:
                    result.append(arc(points[begin:i + 1]))
                    begin = i
            return result

        cuts = [cut(points, closed) for points, closed in self.paths]
        shapes = {
            name: {'kind': kind, 'items': [
                [properties, [cuts[part] if kind == 'line' else [cuts[ring] for ring in part] for part in parts]]
                for properties, parts in items]}
            for name, (kind, items) in self.shapes.items()
        }
        return {'scale': self.scale, 'arcs': arcs, 'shapes': shapes, 'labels': labels}


def encoded(points):
    out, last = [], (0, 0)
    for point in points:
        for value in (point[0] - last[0], point[1] - last[1]):
            value = value * 2 if value >= 0 else -value * 2 - 1
            while value > 31:
                out.append(ALPHABET[32 | value & 31])
                value >>= 5
            out.append(ALPHABET[value])
        last = point
    return ''.join(out)
