"""Names that no source has: waters, and Korean names around New York. [en, ko, longitude, latitude, from zoom, to zoom]"""

WORLD_WATERS = [
    ['Atlantic Ocean', '대서양', -40, 28, 1.5, 5.5], ['South Atlantic Ocean', '남대서양', -15, -25, 1.5, 5.5],
    ['Pacific Ocean', '태평양', -150, 18, 1.5, 5.5], ['South Pacific Ocean', '남태평양', -125, -28, 1.5, 5.5],
    ['Indian Ocean', '인도양', 78, -22, 1.5, 5.5], ['Arctic Ocean', '북극해', -150, 78, 2, 6],
    ['Southern Ocean', '남극해', 40, -61, 2, 6], ['Mediterranean Sea', '지중해', 18, 34.6, 3.5, 8],
    ['Caribbean Sea', '카리브해', -75, 14.6, 3.5, 8], ['Gulf of Mexico', '멕시코만', -90.5, 25.2, 3.5, 8],
    ['Hudson Bay', '허드슨만', -85.5, 59.5, 3.5, 8], ['North Sea', '북해', 3.2, 56.3, 3.5, 8],
    ['Baltic Sea', '발트해', 19.6, 57.2, 4.5, 8], ['Black Sea', '흑해', 34.5, 43.2, 3.5, 8],
    ['Arabian Sea', '아라비아해', 63, 15, 3, 8], ['Bay of Bengal', '벵골만', 88.5, 14.5, 3, 8],
    ['South China Sea', '남중국해', 114.5, 14, 3.5, 8], ['East China Sea', '동중국해', 125.2, 29.6, 4, 8],
    ['Philippine Sea', '필리핀해', 131, 18, 3.5, 8], ['East Sea', '동해', 134.4, 39.2, 3.5, 8],
    ['Yellow Sea', '황해', 123.3, 35.4, 4, 8], ['Bering Sea', '베링해', -178, 58, 3.5, 8],
    ['Sea of Okhotsk', '오호츠크해', 149, 55, 3.5, 8], ['Coral Sea', '산호해', 156, -16, 3.5, 8],
    ['Tasman Sea', '태즈먼해', 160, -39, 3.5, 8], ['Labrador Sea', '래브라도해', -54, 58, 3.5, 8],
    ['Norwegian Sea', '노르웨이해', 3, 68, 3.5, 8], ['Barents Sea', '바렌츠해', 38, 74, 3.5, 8],
    ['Red Sea', '홍해', 38.3, 20.6, 4.5, 8], ['Gulf of Guinea', '기니만', 2.4, 2.4, 3.5, 8],
]

REGION_WATERS = [
    ['Atlantic Ocean', '대서양', -73.35, 40.2, 6.5, 12], ['Long Island Sound', '롱아일랜드 해협', -72.86, 41.08, 7.5, 12.5],
    ['Lower New York Bay', '로어 뉴욕만', -74.06, 40.525, 9.5, 14], ['Upper New York Bay', '어퍼 뉴욕만', -74.043, 40.665, 10.5, 15],
    ['Hudson River', '허드슨강', -74.0125, 40.757, 11, 16], ['Hudson River', '허드슨강', -73.905, 40.955, 10, 16],
    ['East River', '이스트강', -73.9685, 40.729, 11.6, 16], ['Jamaica Bay', '자메이카만', -73.84, 40.607, 10.5, 15],
    ['Newark Bay', '뉴어크만', -74.132, 40.682, 10.8, 15], ['Raritan Bay', '래리턴만', -74.19, 40.482, 10, 14],
    ['Sandy Hook Bay', '샌디훅만', -74.045, 40.445, 10.5, 14], ['Great South Bay', '그레이트사우스만', -73.12, 40.69, 9.5, 14],
    ['Flushing Bay', '플러싱만', -73.857, 40.775, 12, 16], ['Little Neck Bay', '리틀넥만', -73.765, 40.793, 12, 16],
    ['Eastchester Bay', '이스트체스터만', -73.805, 40.838, 11.8, 16], ['Harlem River', '할렘강', -73.9325, 40.8205, 13, 17],
    ['The Narrows', '더내로스', -74.0435, 40.612, 11.8, 15], ['Gravesend Bay', '그레이브젠드만', -74.012, 40.592, 11.8, 15],
    ['Rockaway Inlet', '로커웨이 수로', -73.93, 40.566, 11.8, 15], ['Arthur Kill', '아서킬', -74.213, 40.606, 12.5, 16],
    ['Peconic Bay', '페코닉만', -72.48, 40.965, 9, 14], ['Delaware Bay', '델라웨어만', -75.33, 39.38, 8, 12],
]

REGION_PLACES = [
    ['Long Island', '롱아일랜드', -73.1, 40.83, 8, 10.4], ['Liberty Island', '리버티섬', -74.0445, 40.6895, 13.2, 18],
    ['New Jersey', '뉴저지주', -74.66, 40.18, 6.5, 9.4], ['Connecticut', '코네티컷주', -72.75, 41.58, 6.5, 9.4],
    ['Pennsylvania', '펜실베이니아주', -75.68, 41.05, 6.5, 9.4], ['New York', '뉴욕주', -74.35, 41.72, 6.5, 9.4],
]

BOROUGHS = {
    'Manhattan': ['맨해튼', -73.9712, 40.7755], 'Brooklyn': ['브루클린', -73.949, 40.643], 'Queens': ['퀸스', -73.808, 40.717],
    'Bronx': ['브롱크스', -73.866, 40.852], 'Staten Island': ['스태튼아일랜드', -74.149, 40.577],
}

# Korean by the English name, for neighbourhoods, parks and towns that people know.
KOREAN = {
    'Central Park': '센트럴 파크', 'Prospect Park': '프로스펙트 파크', 'Bronx Park': '브롱크스 파크', 'Pelham Bay Park': '펠럼베이 파크',
    'Van Cortlandt Park': '밴코틀랜트 파크', 'Flushing Meadows-Corona Park': '플러싱 메도스 코로나 파크', 'Forest Park': '포레스트 파크',
    'Randall\'s Island': '랜들스섬', 'Inwood Hill Park': '인우드힐 파크', 'Highbridge Park': '하이브리지 파크',
    'LaGuardia Airport': '라과디아 공항', 'John F. Kennedy International Airport': '존 F. 케네디 국제공항',
    'Midtown South': '미드타운 사우스', 'Midtown': '미드타운', 'Harlem': '할렘', 'East Harlem': '이스트 할렘', 'Chelsea': '첼시',
    'SoHo': '소호', 'Tribeca': '트라이베카', 'Greenwich Village': '그리니치 빌리지', 'West Village': '웨스트 빌리지',
    'East Village': '이스트 빌리지', 'Lower East Side': '로어 이스트 사이드', 'Chinatown': '차이나타운', 'Financial District': '금융가',
    'Upper East Side': '어퍼 이스트 사이드', 'Upper West Side': '어퍼 웨스트 사이드', 'Hell\'s Kitchen': '헬스 키친', 'Gramercy': '그래머시',
    'Murray Hill': '머리힐', 'Washington Heights': '워싱턴 하이츠', 'Inwood': '인우드', 'Morningside Heights': '모닝사이드 하이츠',
    'Williamsburg': '윌리엄스버그', 'Greenpoint': '그린포인트', 'Brooklyn Heights': '브루클린 하이츠', 'Park Slope': '파크 슬로프',
    'Coney Island': '코니아일랜드', 'Brighton Beach': '브라이턴 비치', 'Bushwick': '부시윅', 'Astoria': '애스토리아', 'Flushing': '플러싱',
    'Long Island City': '롱아일랜드시티', 'Jamaica': '자메이카', 'Bayside': '베이사이드', 'Jackson Heights': '잭슨 하이츠', 'Riverdale': '리버데일',
    'Bay Ridge': '베이 리지', 'Sunset Park': '선셋 파크', 'Bedford-Stuyvesant': '베드퍼드스타이버선트', 'Crown Heights': '크라운 하이츠',
    'Forest Hills': '포리스트 힐스', 'Elmhurst': '엘름허스트', 'Roosevelt Island': '루스벨트섬', 'Stuyvesant Town': '스타이버선트 타운',
    # Cities whose Korean name in GeoNames is missing, old or read from the characters.
    'Shanghai': '상하이', 'Beijing': '베이징', 'Shenzhen': '선전', 'Tianjin': '톈진', 'Istanbul': '이스탄불', 'São Paulo': '상파울루',
    'Mexico City': '멕시코시티', 'Bengaluru': '벵갈루루', 'Hyderabad': '하이데라바드', 'Kyiv': '키이우', 'Dnipro': '드니프로', 'Kharkiv': '하르키우',
    'Odesa': '오데사', 'Washington': '워싱턴', 'Harbin': '하얼빈', 'Kolkata': '콜카타', 'Chennai': '첸나이', 'Ankara': '앙카라', 'Berlin': '베를린',
    'Marrakesh': '마라케시', 'Casablanca': '카사블랑카', 'Tbilisi': '트빌리시', 'Yangon': '양곤', 'Astana': '아스타나', 'Almaty': '알마티',
    'Lahore': '라호르', 'Jakarta': '자카르타', 'Saint Petersburg': '상트페테르부르크', 'Osaka': '오사카', 'Kyoto': '교토', 'Hiroshima': '히로시마',
    'Hoboken': '호보컨', 'Jersey City': '저지시티', 'Newark': '뉴어크', 'Yonkers': '용커스', 'Fort Lee': '포트리', 'White Plains': '화이트플레인스',
}

# The areas' official names are lists; the map shows the first, or what people say.
SHORT = {
    "Midtown South-Flatiron-Union Square": 'Midtown South', 'Midtown-Times Square': 'Midtown', 'Chelsea-Hudson Yards': 'Chelsea',
    'SoHo-Little Italy-Hudson Square': 'SoHo', 'Tribeca-Civic Center': 'Tribeca', 'Financial District-Battery Park City': 'Financial District',
    'Stuyvesant Town-Peter Cooper Village': 'Stuyvesant Town', 'Murray Hill-Kips Bay': 'Murray Hill', 'Chinatown-Two Bridges': 'Chinatown',
    'Upper West Side (Central)': 'Upper West Side', 'Upper East Side-Carnegie Hill': 'Upper East Side', 'Harlem (South)': 'Harlem',
    'East Midtown-Turtle Bay': 'Turtle Bay', 'Upper East Side-Lenox Hill-Roosevelt Island': 'Lenox Hill', 'Upper East Side-Yorkville': 'Yorkville',
    'Upper West Side-Lincoln Square': 'Lincoln Square', 'Upper West Side-Manhattan Valley': 'Manhattan Valley',
    'Harlem (North)': '', 'East Harlem (South)': 'East Harlem', 'East Harlem (North)': '', 'Washington Heights (South)': 'Washington Heights',
    'Washington Heights (North)': '', 'Flushing-Willets Point': 'Flushing', 'Flushing Meadows-Corona Park': 'Flushing Meadows-Corona Park',
    'Bedford-Stuyvesant (West)': 'Bedford-Stuyvesant', 'Bedford-Stuyvesant (East)': '', 'Coney Island-Sea Gate': 'Coney Island',
    'Long Island City-Hunters Point': 'Long Island City', 'Downtown Brooklyn-DUMBO-Boerum Hill': 'Downtown Brooklyn',
    'Carroll Gardens-Cobble Hill-Gowanus-Red Hook': 'Red Hook',
}
