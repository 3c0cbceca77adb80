"""What is drawn behind the words of a page, as SVG: the ground of pages for the writer of HTML."""

from __future__ import annotations

from html import escape

from generator.style.sheet import Page, PagePicture, Shape


def art_svg(shapes: tuple[Shape, ...], page: Page, pictures: tuple[PagePicture, ...] = (), base: str = "") -> str:
    """Give shapes and pictures as a picture of the whole page, in millimetres; pictures are named from `base` on."""
    drawn = "".join(f'<polygon points="{_corners(shape)}" fill="#{shape.fill}"/>' for shape in shapes)
    drawn += "".join(_image(picture, base) for picture in pictures)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{page.width:g}mm" height="{page.height:g}mm" '
        f'viewBox="0 0 {page.width:g} {page.height:g}">{drawn}</svg>'
    )


def _image(picture: PagePicture, base: str) -> str:
    """PDF/A allows no smoothing (ISO 19005-2, 6.2.8)."""
    return (
        f'<image href="{escape(base + picture.name)}" x="{picture.x:g}" y="{picture.y:g}" width="{picture.width:g}" '
        f'height="{picture.height:g}" preserveAspectRatio="none" image-rendering="crisp-edges"/>'
    )


def _corners(shape: Shape) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in shape.corners)
