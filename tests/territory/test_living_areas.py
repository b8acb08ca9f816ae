from services.territory.living_areas import living_area_code, living_areas


def test_everyone_lives_in_one_area(shipped):
    areas = living_areas(shipped.communes, shipped.epci_names)
    assert sum(area.population for area in areas.values()) == sum(c.population for c in shipped.communes)
    assert sum(len(area.communes) for area in areas.values()) == len(shipped.communes)
    assert list(areas) == sorted(areas)


def test_an_epci_sums_its_communes_and_has_a_name(shipped, by_code):
    areas = living_areas(shipped.communes, shipped.epci_names)
    area = areas[living_area_code(by_code["48095"])]
    assert "48095" in area.communes
    assert area.name == "CC Coeur de Lozère"
    assert area.population == sum(by_code[code].population for code in area.communes)


def test_a_commune_without_epci_stands_alone(shipped, by_code):
    area = living_areas(shipped.communes, {})[living_area_code(by_code["29083"])]
    assert (area.name, area.communes) == ("Île-de-Sein", ("29083",))
